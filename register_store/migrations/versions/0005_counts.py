"""What lies in each folder is counted; mail servers number with 32 bits and no sign (RFC 9051 section 2.3.1.1)."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_WIDENED = {"mailboxes": ("uidvalidity", "high_water", "renumbered_below"), "journal": ("uidvalidity", "uid")}

# Rows from before this form: below the first mail in the journal lies what was there at the first start.
_FIRST_MARK = """
UPDATE mailboxes SET first_mark = CASE WHEN renumbered_below > 0 THEN 0 ELSE COALESCE((
    SELECT MIN(journal.uid) - 1 FROM journal WHERE journal.organisation = mailboxes.organisation
    AND journal.folder = mailboxes.folder AND journal.uidvalidity = mailboxes.uidvalidity), high_water) END
"""


def upgrade() -> None:
    for table, columns in _WIDENED.items():
        with op.batch_alter_table(table) as batch_op:
            for column in columns:
                batch_op.alter_column(
                    column, existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=False
                )

    with op.batch_alter_table("mailboxes") as batch_op:
        batch_op.add_column(sa.Column("first_mark", sa.BigInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("counted_at", sa.DateTime(), nullable=True))
        for column in ("on_server", "before_us", "unknown"):
            batch_op.add_column(sa.Column(column, sa.Integer(), server_default="0", nullable=False))
    op.execute(_FIRST_MARK)
