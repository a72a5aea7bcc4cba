CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`programme` text NOT NULL,
	`side` text NOT NULL,
	`partner_id` text,
	`asked_id` text,
	`name` text,
	`address_hash` text NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "invitation_side" CHECK("invitation"."side" in ('mentor', 'mentee')),
	CONSTRAINT "invitation_by_whom" CHECK(("invitation"."partner_id" is null) = ("invitation"."asked_id" is not null)),
	CONSTRAINT "invitation_name" CHECK(("invitation"."name" is null) = ("invitation"."partner_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_token_hash_unique` ON `invitation` (`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_once` ON `invitation` (`partner_id`,`programme`,`side`,`address_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_asked_once` ON `invitation` (`asked_id`,`programme`,`side`);--> statement-breakpoint
CREATE INDEX `invitation_address` ON `invitation` (`address_hash`,`at`);--> statement-breakpoint
CREATE TABLE `invitation_use` (
	`invitation_id` text PRIMARY KEY NOT NULL,
	`participant_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitation`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TRIGGER `invitation_by_partner` BEFORE INSERT ON `invitation`
WHEN NEW.partner_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM partner p JOIN partner_programme s ON s.partner_id = p.id
  WHERE p.id = NEW.partner_id AND p.closed_at IS NULL AND s.programme = NEW.programme AND s.side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'NOT_A_PARTNER: this partner sends nobody to that side of the programme'); END;
--> statement-breakpoint
CREATE TRIGGER `invitation_written_once` BEFORE INSERT ON `invitation`
WHEN EXISTS (SELECT 1 FROM invitation f WHERE f.id = NEW.id OR f.token_hash = NEW.token_hash)
  OR EXISTS (
  SELECT 1 FROM invitation f WHERE f.programme = NEW.programme AND f.side = NEW.side
    AND ((f.partner_id = NEW.partner_id AND f.address_hash = NEW.address_hash) OR f.asked_id = NEW.asked_id))
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this invitation exists'); END;
--> statement-breakpoint
CREATE TRIGGER `invitation_unchanged` BEFORE UPDATE ON `invitation`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: invitation'); END;
--> statement-breakpoint
CREATE TRIGGER `invitation_use_fits` BEFORE INSERT ON `invitation_use`
WHEN NOT EXISTS (
  SELECT 1 FROM invitation i JOIN participant p ON p.id = NEW.participant_id
  WHERE i.id = NEW.invitation_id AND i.programme = p.programme AND i.side = p.side)
BEGIN SELECT RAISE(ABORT, 'WRONG_INVITATION: it is for another side or programme'); END;
--> statement-breakpoint
CREATE TRIGGER `invitation_use_once` BEFORE INSERT ON `invitation_use`
WHEN EXISTS (SELECT 1 FROM invitation_use f WHERE f.invitation_id = NEW.invitation_id)
BEGIN SELECT RAISE(ABORT, 'ALREADY_WRITTEN: this invitation_use exists'); END;
--> statement-breakpoint
CREATE TRIGGER `invitation_use_unchanged` BEFORE UPDATE ON `invitation_use`
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY: invitation_use'); END;
--> statement-breakpoint
CREATE TRIGGER `session_of_open_partner` BEFORE INSERT ON `staff_session`
WHEN EXISTS (
  SELECT 1 FROM staff s JOIN partner p ON p.id = s.partner_id WHERE s.id = NEW.staff_id AND p.closed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'PARTNER_CLOSED: nobody of a closed partner signs in'); END;
