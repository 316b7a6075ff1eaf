-- The tables of a snapshot that do not follow from the workbook. One table a sheet is added by etl/database/tables.py.
-- Keys are guards only; nothing is ever updated or deleted in place. `number` is the place in the ledger: what is before
-- and after, and what is the latest, comes from it alone. Times are for people.

-- What we ask and measure: a copy of definition/, so that views need nothing else.
CREATE TABLE city (city VARCHAR PRIMARY KEY, plate VARCHAR NOT NULL, name VARCHAR NOT NULL, position INTEGER NOT NULL);
CREATE TABLE population (city VARCHAR NOT NULL, year INTEGER NOT NULL, people BIGINT NOT NULL, PRIMARY KEY (city, year));
CREATE TABLE workshop (
    workshop VARCHAR PRIMARY KEY, number INTEGER, title_tr VARCHAR NOT NULL, title_en VARCHAR NOT NULL,
    host VARCHAR NOT NULL, held_from DATE NOT NULL, held_to DATE NOT NULL,
    period_start DATE NOT NULL, period_end DATE NOT NULL, deadline DATE NOT NULL, is_open BOOLEAN NOT NULL,
    position INTEGER NOT NULL  -- 1 is the earliest period_end
);
CREATE TABLE participation (workshop VARCHAR NOT NULL, city VARCHAR NOT NULL, PRIMARY KEY (workshop, city));
CREATE TABLE list_value (
    list VARCHAR NOT NULL, code VARCHAR NOT NULL, label_tr VARCHAR NOT NULL, label_en VARCHAR NOT NULL,
    position INTEGER NOT NULL, PRIMARY KEY (list, code)
);
CREATE TABLE indicator (
    indicator VARCHAR PRIMARY KEY, name_tr VARCHAR NOT NULL, name_en VARCHAR NOT NULL,
    unit_tr VARCHAR NOT NULL, unit_en VARCHAR NOT NULL, is_percent BOOLEAN NOT NULL,
    direction VARCHAR NOT NULL, kind VARCHAR NOT NULL, over_time VARCHAR NOT NULL, across_cities VARCHAR NOT NULL,
    theme VARCHAR NOT NULL, core BOOLEAN NOT NULL, entry VARCHAR NOT NULL, since VARCHAR, position INTEGER NOT NULL
);
CREATE TABLE action_status_rule (status VARCHAR PRIMARY KEY, ended BOOLEAN NOT NULL, counted BOOLEAN NOT NULL);
CREATE TABLE light_rule (light VARCHAR PRIMARY KEY, at_least DOUBLE PRECISION, position INTEGER NOT NULL);

-- What was sent. One row per archived submission, whatever became of it.
CREATE TABLE submission (
    submission_id VARCHAR PRIMARY KEY, city VARCHAR, workshop VARCHAR, received_at TIMESTAMP NOT NULL,
    who VARCHAR NOT NULL, file_name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, size_bytes BIGINT NOT NULL,
    acceptance VARCHAR NOT NULL,  -- acceptable | needs_fixing | unreadable, as the receipt says
    draft BOOLEAN NOT NULL, template_version VARCHAR, prefilled_from VARCHAR,
    errors INTEGER NOT NULL, warnings INTEGER NOT NULL, notes INTEGER NOT NULL, number BIGINT NOT NULL
);
-- What was decided about it, in order: confirmed | withdrawn | restored.
CREATE TABLE submission_event (
    event_id VARCHAR PRIMARY KEY, submission_id VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    happened_at TIMESTAMP NOT NULL, who VARCHAR NOT NULL, reason VARCHAR, number BIGINT NOT NULL
);
CREATE TABLE submission_problem (
    submission_id VARCHAR NOT NULL, position INTEGER NOT NULL, severity VARCHAR NOT NULL, code VARCHAR NOT NULL,
    sheet VARCHAR, cell VARCHAR, column_key VARCHAR, facts VARCHAR NOT NULL,  -- facts: JSON
    PRIMARY KEY (submission_id, position)
);
-- What the organizers handed in: their files of context figures. Their rows stand in sheet_figures, what was decided
-- about them in submission_event.
CREATE TABLE figure_upload (
    submission_id VARCHAR PRIMARY KEY, received_at TIMESTAMP NOT NULL, who VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, size_bytes BIGINT NOT NULL,
    acceptance VARCHAR NOT NULL,  -- as of a submission
    template_version VARCHAR, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, notes INTEGER NOT NULL,
    number BIGINT NOT NULL
);
-- What organizers set down: what became of a match, a task of a workshop, the word about a row. The newest holds.
CREATE TABLE record (
    record_id VARCHAR PRIMARY KEY, topic VARCHAR NOT NULL, about VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL, who VARCHAR NOT NULL, number BIGINT NOT NULL
);
CREATE TABLE record_fact (
    record_id VARCHAR NOT NULL, name VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY (record_id, name)
);
-- Figures that were given a name and never change again; each is a database of its own. Those of earlier versions of the
-- program name no file: it was kept later, see the next table.
CREATE TABLE frozen_state (
    freeze_id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, code VARCHAR NOT NULL, workshop VARCHAR NOT NULL,
    frozen_at TIMESTAMP NOT NULL, who VARCHAR NOT NULL, number BIGINT NOT NULL, sha256 VARCHAR
);
CREATE TABLE kept_freeze (
    record_id VARCHAR PRIMARY KEY, freeze_id VARCHAR NOT NULL, origin VARCHAR NOT NULL,  -- evidence | recalculated
    kept_at TIMESTAMP NOT NULL, sha256 VARCHAR NOT NULL, number BIGINT NOT NULL
);
-- What could not be used, because the bytes are not those that were written: receipts, and originals whose values no
-- earlier snapshot had either. fault: changed | missing.
CREATE TABLE unread_receipt (receipt_id VARCHAR PRIMARY KEY, fault VARCHAR NOT NULL, number BIGINT NOT NULL);
CREATE TABLE unread_original (
    submission_id VARCHAR PRIMARY KEY, sha256 VARCHAR NOT NULL, fault VARCHAR NOT NULL,
    carried BOOLEAN NOT NULL  -- the values stand here all the same: they were read while the file was sound
);
-- What this snapshot was made with: another program, schema or definition means a rebuild, not a migration.
-- number and head: the last line of the ledger that it holds, and the hash of that line; lacks: is anything unread?
CREATE TABLE made_with (fingerprint VARCHAR NOT NULL);
CREATE TABLE made_until (number BIGINT NOT NULL, head VARCHAR NOT NULL, lacks BOOLEAN NOT NULL);
