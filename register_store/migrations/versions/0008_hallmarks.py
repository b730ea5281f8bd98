"""By what a report is known again in another."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_CASE = (["organisation", "reference"], ["cases.organisation", "cases.reference"])


def upgrade() -> None:
    op.create_table(
        "hallmarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("sort", sa.String(length=16), nullable=False),
        sa.Column("mark", sa.String(length=256), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(*_CASE, name=op.f("fk_hallmarks_organisation_reference_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hallmarks")),
    )
    op.create_index(op.f("ix_hallmarks_organisation_sort_mark"), "hallmarks", ["organisation", "sort", "mark"])
