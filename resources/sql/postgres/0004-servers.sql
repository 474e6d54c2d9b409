-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which server a campaign was sent from: one that took its place may not know the last messages.

ALTER TABLE campaigns ADD COLUMN server text;
GRANT UPDATE (server) ON campaigns TO PUBLIC;
