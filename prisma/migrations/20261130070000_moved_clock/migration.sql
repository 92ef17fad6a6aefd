-- The clock of everything the app dates: the server's, moved by app.clock_ahead. Only a database that a demo or a check
-- made for itself has that setting; the app refuses to work where its own clock and this one disagree.

CREATE FUNCTION app_clock_ahead() RETURNS interval LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT COALESCE(NULLIF(current_setting('app.clock_ahead', true), ''), '0')::interval $$;

CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT now() + app_clock_ahead() $$;

ALTER TABLE "webhook_inbox" ALTER COLUMN "received_at" SET DEFAULT app_now();
ALTER TABLE "import_run" ALTER COLUMN "started_at" SET DEFAULT app_now();
ALTER TABLE "dead_letter" ALTER COLUMN "created_at" SET DEFAULT app_now();
ALTER TABLE "unreadable_order" ALTER COLUMN "found_at" SET DEFAULT app_now(), ALTER COLUMN "tried_at" SET DEFAULT app_now();
ALTER TABLE "data_export" ALTER COLUMN "requested_at" SET DEFAULT app_now();
ALTER TABLE "definition_change" ALTER COLUMN "changed_at" SET DEFAULT app_now();
ALTER TABLE "baseline" ALTER COLUMN "frozen_at" SET DEFAULT app_now();
ALTER TABLE "recommendation_build" ALTER COLUMN "started_at" SET DEFAULT app_now();
ALTER TABLE "value_forecast" ALTER COLUMN "started_at" SET DEFAULT app_now();
