-- How the course total is made, as its author has it. What was published before is graded as it was:
-- naturally, with every grade, and items without one as the site has it.

alter table course_versions
add column aggregation text not null default 'natural' check (
  aggregation in (
    'natural', 'mean', 'median', 'lowest', 'highest', 'mode', 'weightedMean',
    'simpleWeightedMean', 'extraCreditMean'
  )
),
add column exclude_empty boolean,
-- 0 is none.
add column drop_lowest integer not null default 0 check (drop_lowest >= 0),
-- 0 is all.
add column keep_highest integer not null default 0 check (keep_highest >= 0),
add check (drop_lowest = 0 or keep_highest = 0);

alter table activities
-- The author's; null leaves it to the aggregation.
add column weight double precision check (weight >= 0),
add column extra_credit boolean not null default false,
add check (weight is null or not extra_credit);
