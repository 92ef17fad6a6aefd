-- What the lists in force were ranked by, so that those of a few products can be ranked anew and fit the others.
ALTER TABLE "recommendation_build" ADD COLUMN "basis" JSONB;
