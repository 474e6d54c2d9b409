-- SPDX-License-Identifier: GPL-3.0-or-later
-- What WhatsApp asks of a number is shared by everyone who sends from it.

ALTER TABLE senders ADD COLUMN waiting_until INTEGER;
ALTER TABLE senders ADD COLUMN interval_us INTEGER NOT NULL DEFAULT 0;

-- How many different people Meta lets the number's business write to in 24 hours; none when that is not known.
ALTER TABLE senders ADD COLUMN recipient_limit INTEGER;
CREATE INDEX messages_by_posting ON messages (posting_at) WHERE posting_at IS NOT NULL;

-- No code was kept as 0, which is one of Graph's.
UPDATE messages SET error_code = NULL WHERE error_code = 0;
