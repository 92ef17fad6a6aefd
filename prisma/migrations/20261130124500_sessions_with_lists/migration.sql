-- Sessions with a recommendation in view, and those that clicked one, beside the steps they reached.
ALTER TABLE "rollup_session_day" ADD COLUMN "recommended" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "recommended_clicking" BIGINT NOT NULL DEFAULT 0;

UPDATE "rollup_session_day" r SET "recommended" = counted.recommended, "recommended_clicking" = counted.clicking
FROM (
    SELECT s.shop_id, s.day, s.device, s.source, s.landing, s.is_new, count(*) AS recommended,
           count(*) FILTER (WHERE EXISTS (SELECT FROM jsonb_array_elements(s.recommendations) part WHERE (part ->> 'clicks')::int > 0)) AS clicking
    FROM "storefront_session" s WHERE s.recommendations <> '[]'::jsonb
    GROUP BY 1, 2, 3, 4, 5, 6
) counted
WHERE (r.shop_id, r.day, r.device, r.source, r.landing, r.is_new) = (counted.shop_id, counted.day, counted.device, counted.source, counted.landing, counted.is_new);
