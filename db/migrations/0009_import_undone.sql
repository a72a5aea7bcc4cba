CREATE TRIGGER `import_item_before_undo` BEFORE INSERT ON `import_item`
WHEN EXISTS (
  SELECT 1 FROM import_undo u WHERE u.batch_id = NEW.batch_id)
BEGIN SELECT RAISE(ABORT, 'IMPORT_UNDONE: this import was undone while it was being written'); END;
