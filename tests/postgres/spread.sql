-- Spreads the activities and their sets as examples/cluster does, only that the partitions lie in the same server: cyq then writes the SQL that it writes for several.
DO $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT c.relname AS name, 'was_' || c.relname AS was, CASE WHEN c.relname = 'activities' THEN 'row' ELSE 'activities' END AS owner
           FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname ~ '^activities(_|$)' LOOP
    EXECUTE format('ALTER TABLE %I RENAME TO %I', t.name, t.was);
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS, shard integer NOT NULL) PARTITION BY LIST (shard)', t.name, t.was);
    FOR n IN 0..2 LOOP
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES IN (%s)', t.name || '__' || n, t.name, n);
    END LOOP;
    EXECUTE format('INSERT INTO %I SELECT *, (%I %% 3)::integer FROM %I', t.name, t.owner, t.was);
  END LOOP;
END $$;
