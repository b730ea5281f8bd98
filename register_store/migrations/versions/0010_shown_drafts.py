"""What an officer was shown before SEND, and the address lists that wait for his code."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("held_commands", schema=None) as batch_op:
        batch_op.add_column(sa.Column("draft", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("lists", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digest", sa.String(length=64), server_default="", nullable=False))
        batch_op.add_column(sa.Column("shown_to", sa.String(length=320), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_column("shown_to")
        batch_op.drop_column("digest")

    with op.batch_alter_table("held_commands", schema=None) as batch_op:
        batch_op.drop_column("lists")
        batch_op.drop_column("draft")
