-- What the QR code carries beside the address, signed when the certificate was issued. Certificates issued
-- before have none.
alter table certificates add column statement text;
