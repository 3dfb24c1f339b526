"""Who and where: tables of facts with their sources and dates, and the code that asks them."""

from detente.knowledge.members import members, memberships

__all__ = ["AS_OF", "members", "memberships"]

# How far the tables reach: the last month whose changes of office and government they know.
AS_OF = "2025-10"
