-- An e-mail address has one request that waits for an administration's coordinators, whoever asks at the same moment.
update account_requests r set state = 4 where state = 1 and exists (
  select from account_requests o where o.email_folded = r.email_folded
    and o.administration_id = r.administration_id and o.state = 1
    and (o.requested_at, o.id) < (r.requested_at, r.id));
create unique index account_requests_waiting_email_idx on account_requests (administration_id, email_folded)
  where state = 1;
