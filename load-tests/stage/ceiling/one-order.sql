-- The rows of one order of three lines, in as few statements as they can be written in, the hot balances last: key with its
-- answer, order, lines, quota, ledger, reservations, outbox, audit; then the conditional change of the balances.
\set buyer random(1, :buyers)
\set first random(0, 8)
\set gap random(1, 4)
\set second (:first + :gap) % 9
\set third (:first + 2 * :gap) % 9
begin;
with buyer as materialized (
  select b.*, s.*, ceiling.new_id() as order_id from ceiling.buyers b, ceiling.sample s where b.n = :buyer
), line as materialized (
  select g.*, ceiling.new_id() as entry_id from ceiling.goods g where g.n in (:first, :second, :third)
), claimed as (
  insert into idempotency_keys (principal, key, fingerprint, status, response, expires_at)
  select account_id::text, ceiling.new_id()::text, fingerprint, 201, response, expires_at from buyer
), placed as (
  insert into orders (id, city_id, household_id, placed_by, warehouse_id, delivery_day, state, placed_at, promised_at,
    pickup_code, total_fen)
  select order_id, city_id, household_id, account_id, warehouse_id, delivery_day, 'placed', placed_at, promised_at,
    pickup_code, (select sum(price_fen) from line) from buyer
), listed as (
  insert into order_lines (order_id, sku_id, quantity, price_fen)
  select order_id, sku_id, 1, price_fen from buyer, line
), counted as (
  insert into quota_uses (household_id, sku_id, period, used)
  select household_id, sku_id, period, 1 from buyer, line order by 1, 2
  on conflict (household_id, sku_id, period) do update set used = quota_uses.used + excluded.used
    where quota_uses.used + excluded.used <= (select max(quota) from line l where l.sku_id = excluded.sku_id)
), entry as (
  insert into ledger_entries (id, city_id, kind, sku_id, quantity, from_account, to_account, warehouse_id, order_id,
    delivery_day, recorded_at)
  select entry_id, city_id, 'pending', sku_id, 1, 'stock:' || warehouse_id, 'household:' || household_id, warehouse_id,
    order_id, delivery_day, placed_at from buyer, line
), held as (
  insert into reservations (id, city_id, order_id, sku_id, warehouse_id, quantity, remaining, delivery_day)
  select entry_id, city_id, order_id, sku_id, warehouse_id, 1, 1, delivery_day from buyer, line
), told as (
  insert into outbox (id, city_id, name, payload, recorded_at)
  select ceiling.new_id(), city_id, 'order.placed.v1', jsonb_build_object('orderId', order_id, 'warehouseId', warehouse_id,
    'deliveryDay', delivery_day), placed_at from buyer
), recorded as (
  insert into audit (id, city_id, at, actor_kind, actor_id, purpose, action, subject_kind, subject_id, facts)
  select ceiling.new_id(), city_id, placed_at, 'account', account_id, purpose, action, 'order', order_id::text,
    jsonb_build_object('lines', 3) from buyer
)
select 1;
with locked as (
  select b.warehouse_id, b.sku_id
  from balances b join ceiling.goods g on g.sku_id = b.sku_id join ceiling.sample s on s.warehouse_id = b.warehouse_id
  where g.n in (:first, :second, :third) order by 1, 2 for update of b
)
update balances b set reserved = b.reserved + 1 from locked l
where b.warehouse_id = l.warehouse_id and b.sku_id = l.sku_id and b.reserved + 1 between 0 and b.on_hand;
end;
