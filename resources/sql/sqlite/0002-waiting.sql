-- SPDX-License-Identifier: GPL-3.0-or-later
-- What WhatsApp asks a number to wait is shared by everyone who sends from it.

ALTER TABLE senders ADD COLUMN waiting_until INTEGER;
ALTER TABLE senders ADD COLUMN interval_us INTEGER NOT NULL DEFAULT 0;
