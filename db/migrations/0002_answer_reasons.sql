CREATE TABLE `introduction_reason` (
	`introduction_id` text NOT NULL,
	`side` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`introduction_id`, `side`),
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TRIGGER `reason_of_no` BEFORE INSERT ON `introduction_reason`
WHEN NOT EXISTS (
  SELECT 1 FROM introduction_answer a
  WHERE a.introduction_id = NEW.introduction_id AND a.side = NEW.side AND a.answer = 'no')
BEGIN SELECT RAISE(ABORT, 'NOT_ANSWERED: this side did not say no'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_reason_once` BEFORE INSERT ON `introduction_reason`
WHEN EXISTS (SELECT 1 FROM introduction_reason f WHERE f.introduction_id = NEW.introduction_id AND f.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this introduction_reason exists'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_reason_unchanged` BEFORE UPDATE ON `introduction_reason`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_reason'); END;
--> statement-breakpoint
CREATE TRIGGER `introduction_reason_kept` BEFORE DELETE ON `introduction_reason`
WHEN EXISTS (SELECT 1 FROM introduction o WHERE o.id = OLD.introduction_id)
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: introduction_reason'); END;
