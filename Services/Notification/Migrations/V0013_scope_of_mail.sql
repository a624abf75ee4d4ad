-- The wall of mail, by its own column: also of mail to who has no account and was refused one.
alter policy mail_seen on mail using (
  (case when (select sees_all()) then true
    when account_id = (select scope_account()) or administration_id = (select scope_administration()) then true
  end) is not null);
