-- Where e-mails go when no SMTP server is configured: a page that only a developer's own machine serves.

create or replace function system.put_mail(recipient text, subject text, html text, body text, attachments jsonb default '[]')
  returns uuid language sql volatile security definer set search_path = '' as $$
  insert into system.mailbox (recipient, subject, html, body, attachments)
  values (lower(put_mail.recipient), put_mail.subject, put_mail.html, put_mail.body, put_mail.attachments)
  returning id
$$;

-- Newest first; `recipient` narrows it to one address. Attachments are only counted here.
create or replace function system.mailbox_list(recipient text default null, before uuid default null, size int default 50)
  returns table (id uuid, recipient text, subject text, attachments int, created_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select m.id, m.recipient, m.subject, jsonb_array_length(m.attachments), m.created_at
  from system.mailbox m
  where (mailbox_list.recipient is null or m.recipient = lower(mailbox_list.recipient))
    and (mailbox_list.before is null or m.id < mailbox_list.before)
  order by m.id desc limit least(size, 200)
$$;

create or replace function system.mailbox_letter(id uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select to_jsonb(m) from system.mailbox m where m.id = mailbox_letter.id
$$;

grant select, insert on system.mailbox to gr_flow;
alter function system.put_mail(text, text, text, text, jsonb) owner to gr_flow;
alter function system.mailbox_list(text, uuid, int) owner to gr_flow;
alter function system.mailbox_letter(uuid) owner to gr_flow;
revoke execute on function system.put_mail(text, text, text, text, jsonb), system.mailbox_list(text, uuid, int),
  system.mailbox_letter(uuid) from public, anon;
grant usage on schema system to gr_auth;
grant execute on function system.put_mail(text, text, text, text, jsonb) to gr_auth, gr_worker;

-- Everybody's sign-in links are in there, so a visitor can read it in embedded mode only; set-up says which.
create or replace function system.open_mailbox() returns void language sql set search_path = '' as $$
  grant execute on function system.mailbox_list(text, uuid, int), system.mailbox_letter(uuid) to anon
$$;
create or replace function system.close_mailbox() returns void language sql set search_path = '' as $$
  revoke execute on function system.mailbox_list(text, uuid, int), system.mailbox_letter(uuid) from anon
$$;
alter function system.open_mailbox() owner to gr_flow;
alter function system.close_mailbox() owner to gr_flow;
revoke execute on function system.open_mailbox(), system.close_mailbox() from public, anon, authenticated;
