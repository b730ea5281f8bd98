"""What a decision teaches: the sealed words of its mail; and which mails stood in a list of near misses."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("labels") as table:
        table.add_column(sa.Column("mail", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("before", sa.String(length=16), nullable=True))
        table.add_column(sa.Column("writer", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("words", sa.LargeBinary(), nullable=True))
        table.create_index(op.f("ix_labels_mail"), ["mail"])
    with op.batch_alter_table("journal") as table:
        table.add_column(sa.Column("listed_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("listed_as", sa.Integer(), nullable=True))
        table.add_column(sa.Column("said", sa.String(length=16), nullable=True))
