"""What tells copies of a mail apart, counts against caps, and stays of erased cases."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("likeness", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_journal_likeness"), ["likeness"], unique=False)

    with op.batch_alter_table("case_mails", schema=None) as batch_op:
        batch_op.add_column(sa.Column("likeness", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("words_key", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_case_mails_likeness"), ["likeness"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_mails_words_key"), ["words_key"], unique=False)

    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cap_key", sa.String(length=64), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_letters_organisation_kind_recipient"), ["organisation", "kind", "recipient"], unique=False
        )

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cuts", sa.Integer(), server_default="0", nullable=False))

    op.create_table(
        "tombstones",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("likeness", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "likeness", name=op.f("pk_tombstones")),
    )


def downgrade() -> None:
    op.drop_table("tombstones")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("cuts")

    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letters_organisation_kind_recipient"))
        batch_op.drop_column("cap_key")

    with op.batch_alter_table("case_mails", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_mails_words_key"))
        batch_op.drop_index(batch_op.f("ix_case_mails_likeness"))
        batch_op.drop_column("words_key")
        batch_op.drop_column("likeness")

    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_likeness"))
        batch_op.drop_column("likeness")
