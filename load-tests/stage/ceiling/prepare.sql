-- What pgbench needs to write orders like the sample: buyers of its own, the hot goods, and everything that is alike in all
-- orders of a day. In a schema of its own, made by the superuser and dropped afterwards.
create schema ceiling;

create table ceiling.sample as
  select o.id, o.city_id, o.warehouse_id, o.delivery_day, o.placed_at, o.promised_at, o.pickup_code, o.total_fen,
    k.fingerprint, k.response, k.expires_at, a.purpose, a.action,
    (select q.period from quota_uses q where q.household_id = o.household_id limit 1) as period
  from orders o
  join idempotency_keys k on k.principal = o.placed_by::text and k.response::text like '%' || o.id || '%'
  join audit a on a.subject_id = o.id::text and a.action = 'orders/place'
  where o.id = :'sample';

-- Households without a session: the crowd has the others, and neither eats the other's quota.
create table ceiling.buyers as
  select row_number() over (order by h.id)::int as n, h.id as household_id, h.account_id
  from households h join ceiling.sample s on s.city_id = h.city_id
  where h.account_id is not null and not exists (select from sessions t where t.account_id = h.account_id);
alter table ceiling.buyers add primary key (n);

create table ceiling.goods as
  select row_number() over (order by code)::int - 1 as n, id as sku_id, price_ceiling_fen as price_fen, quota_per_week as quota
  from skus where code = any(string_to_array(:'codes', ','));
alter table ceiling.goods add primary key (n);

-- Time-ordered like the product's ids, so that indexes grow at one end for both.
create function ceiling.new_id() returns uuid language sql volatile as $$
  select encode(substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
    || substring(uuid_send(gen_random_uuid()) from 7), 'hex')::uuid
$$;

grant usage on schema ceiling to baogong_app;
grant select on all tables in schema ceiling to baogong_app;
analyze ceiling.sample, ceiling.buyers, ceiling.goods;

select count(*) from ceiling.buyers, ceiling.sample;
