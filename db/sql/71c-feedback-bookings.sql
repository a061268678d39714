-- What a booking means for customers: the lead that led to it, the station that sees them, and a letter when it has happened.

-- The newest lead of the customer that came to this ends with the booking; its thread says so. And the station sees the customer from now on.
create or replace function crm.follow_booking() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  lead uuid;
begin
  perform crm.at_station(new.organization_id, new.customer_id, new.station_id);
  select l.id into lead from crm.leads l
  where l.organization_id = new.organization_id and l.customer_id = new.customer_id and l.state = 'converted' and l.booking_id is null
    and (l.station_id is null or l.station_id = new.station_id) and l.converted_at > now() - interval '180 days'
  order by l.converted_at desc limit 1;
  if lead is not null then
    update crm.leads l set booking_id = new.id where l.organization_id = new.organization_id and l.id = lead;
    insert into crm.lead_activities (organization_id, lead_id, kind, summary, created_by) values (new.organization_id, lead, 'conversion', 'Booked as ' || new.number || '.', system.uid());
  end if;
  return null;
end $$;

-- It has happened: the customer is asked how it was, once, a few hours later.
create or replace function feedback.follow_booking() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform feedback.request_review(new.organization_id, jsonb_build_object('customerId', new.customer_id, 'bookingId', new.id, 'stationId', new.station_id, 'hours', 3,
    'occasion', (select s.name || ' on ' || to_char(new.starts_at at time zone new.zone, 'FMDD FMMonth') from bookings.services s where s.organization_id = new.organization_id and s.id = new.service_id)));
  return null;
end $$;

grant select on bookings.bookings, bookings.services to gr_flow;
alter function crm.follow_booking() owner to gr_flow;
alter function feedback.follow_booking() owner to gr_flow;
revoke execute on function crm.follow_booking(), feedback.follow_booking() from public;
create or replace trigger crm_follow_new after insert on bookings.bookings for each row when (new.customer_id is not null) execute function crm.follow_booking();
-- A visitor's booking gets its customer when it is confirmed.
create or replace trigger crm_follow_customer after update on bookings.bookings
  for each row when (new.customer_id is not null and old.customer_id is null) execute function crm.follow_booking();
create or replace trigger feedback_follow after update of state on bookings.bookings
  for each row when (new.state = 'completed' and old.state <> 'completed' and new.customer_id is not null) execute function feedback.follow_booking();
