-- Mail that did not arrive, of one administration and of all. Of mail that waits for its first try there is nothing here.
create index mail_undelivered on mail (administration_id, changed_at desc, id desc)
where state in ('failed_permanent', 'expired', 'suppressed') or state in ('queued', 'sending') and answer <> '';

create index mail_undelivered_of_all on mail (changed_at desc, id desc)
where state in ('failed_permanent', 'expired', 'suppressed') or state in ('queued', 'sending') and answer <> '';

-- Invitations of those, to be counted.
create index mail_undelivered_invitations on mail (administration_id)
where template = 'new_account' and state in ('failed_permanent', 'expired', 'suppressed');
