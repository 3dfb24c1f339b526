"""Who and where: tables of facts with their sources and dates, and the code that asks them."""

# How far the tables reach: the last month whose changes of office and government they know.
AS_OF = "2025-10"
