"""Letters to affected people: who gets them, and how far they went."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_CASE = (["organisation", "reference"], ["cases.organisation", "cases.reference"])


def upgrade() -> None:
    op.drop_table("subjects")  # nothing was ever put into it
    op.create_table(
        "mailings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("officer", sa.String(length=320), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=False),
        sa.Column("half_told_at", sa.DateTime(), nullable=True),
        sa.Column("done_told_at", sa.DateTime(), nullable=True),
        sa.Column("failures_told", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(*_CASE, name=op.f("fk_mailings_organisation_reference_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings")),
    )
    op.create_index(op.f("ix_mailings_organisation_reference"), "mailings", ["organisation", "reference"])
    op.create_table(
        "subjects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("mailing", sa.Integer(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=320), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=True),
        sa.Column("postal", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("erase_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mailing"], ["mailings.id"], name=op.f("fk_subjects_mailing_mailings")),
        sa.ForeignKeyConstraint(*_CASE, name=op.f("fk_subjects_organisation_reference_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subjects")),
    )
    op.create_index(op.f("ix_subjects_organisation_reference"), "subjects", ["organisation", "reference"])
    op.create_index(op.f("ix_subjects_message_id"), "subjects", ["message_id"])
