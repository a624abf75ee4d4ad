-- The mail that waits, which is little, and what came to its end or moved during the step before. Nobody moves meanwhile.
lock table people in share mode;

update mail set administration_id = people.administration_id from people
where people.account_id = mail.account_id and mail.administration_id is distinct from people.administration_id;
