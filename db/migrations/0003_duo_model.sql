CREATE TABLE `agreement` (
	`introduction_id` text NOT NULL,
	`side` text NOT NULL,
	`text_id` text NOT NULL,
	`text_sha256` text NOT NULL,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`introduction_id`, `side`),
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`text_id`) REFERENCES `consent_text`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "agreement_side" CHECK("agreement"."side" in ('mentor', 'mentee')),
	CONSTRAINT "agreement_assisted" CHECK(("agreement"."way" = 'staff') = ("agreement"."staff_id" is not null))
);
--> statement-breakpoint
CREATE TABLE `checkin_answer` (
	`duo_id` text NOT NULL,
	`milestone` text NOT NULL,
	`side` text NOT NULL,
	`answer` text NOT NULL,
	`call_me` integer NOT NULL,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`duo_id`, `milestone`, `side`),
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`duo_id`,`milestone`,`side`) REFERENCES `checkin_ask`(`duo_id`,`milestone`,`side`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "checkin_answer_value" CHECK("checkin_answer"."answer" in ('good', 'could_be_better', 'not_met', 'stopped')),
	CONSTRAINT "checkin_answer_assisted" CHECK(("checkin_answer"."way" = 'staff') = ("checkin_answer"."staff_id" is not null))
);
--> statement-breakpoint
CREATE TABLE `checkin_ask` (
	`duo_id` text NOT NULL,
	`milestone` text NOT NULL,
	`side` text NOT NULL,
	`due_on` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`duo_id`, `milestone`, `side`),
	FOREIGN KEY (`duo_id`) REFERENCES `duo`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "checkin_ask_side" CHECK("checkin_ask"."side" in ('mentor', 'mentee'))
);
--> statement-breakpoint
CREATE TABLE `click` (
	`introduction_id` text NOT NULL,
	`side` text NOT NULL,
	`click` text NOT NULL,
	`earliest_at` integer NOT NULL,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`introduction_id`, `side`),
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "click_side" CHECK("click"."side" in ('mentor', 'mentee')),
	CONSTRAINT "click_value" CHECK("click"."click" in ('yes', 'no')),
	CONSTRAINT "click_assisted" CHECK(("click"."way" = 'staff') = ("click"."staff_id" is not null))
);
--> statement-breakpoint
CREATE TABLE `coaching_note` (
	`id` text PRIMARY KEY NOT NULL,
	`duo_id` text NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text NOT NULL,
	FOREIGN KEY (`duo_id`) REFERENCES `duo`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `coaching_note_duo` ON `coaching_note` (`duo_id`,`at`);--> statement-breakpoint
CREATE TABLE `duo_end_reason` (
	`duo_id` text NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`duo_id`, `by`),
	FOREIGN KEY (`duo_id`) REFERENCES `duo`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "duo_end_reason_by" CHECK("duo_end_reason"."by" in ('mentor', 'mentee', 'staff'))
);
--> statement-breakpoint
CREATE TABLE `duo_extension` (
	`id` text PRIMARY KEY NOT NULL,
	`duo_id` text NOT NULL,
	`months` integer NOT NULL,
	`ends_on` text NOT NULL,
	`reason` text NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`duo_id`) REFERENCES `duo`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "duo_extension_months" CHECK("duo_extension"."months" between 1 and 12),
	CONSTRAINT "duo_extension_reason" CHECK("duo_extension"."reason" in ('goal_near', 'slow_start', 'personal', 'new_goal', 'other'))
);
--> statement-breakpoint
CREATE INDEX `duo_extension_duo` ON `duo_extension` (`duo_id`);--> statement-breakpoint
CREATE TABLE `duo_pause` (
	`id` text PRIMARY KEY NOT NULL,
	`duo_id` text NOT NULL,
	`kind` text NOT NULL,
	`from_on` text NOT NULL,
	`by` text NOT NULL,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`duo_id`) REFERENCES `duo`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "duo_pause_kind" CHECK("duo_pause"."kind" in ('pause', 'holiday')),
	CONSTRAINT "duo_pause_by" CHECK("duo_pause"."by" in ('mentor', 'mentee', 'staff')),
	CONSTRAINT "duo_pause_assisted" CHECK(("duo_pause"."way" = 'staff') = ("duo_pause"."staff_id" is not null))
);
--> statement-breakpoint
CREATE INDEX `duo_pause_duo` ON `duo_pause` (`duo_id`);--> statement-breakpoint
CREATE TABLE `duo_remark` (
	`id` text PRIMARY KEY NOT NULL,
	`duo_id` text NOT NULL,
	`side` text NOT NULL,
	`about` text NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`duo_id`) REFERENCES `duo`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `duo_remark_duo` ON `duo_remark` (`duo_id`);--> statement-breakpoint
CREATE TABLE `duo_resume` (
	`pause_id` text PRIMARY KEY NOT NULL,
	`resumed_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`by` text NOT NULL,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`pause_id`) REFERENCES `duo_pause`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "duo_resume_by" CHECK("duo_resume"."by" in ('mentor', 'mentee', 'staff')),
	CONSTRAINT "duo_resume_assisted" CHECK(("duo_resume"."way" = 'staff') = ("duo_resume"."staff_id" is not null))
);
--> statement-breakpoint
CREATE TABLE `eligibility_check` (
	`participant_id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `end_answer` (
	`duo_id` text NOT NULL,
	`side` text NOT NULL,
	`outcome` text,
	`again` integer,
	`next` text,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`duo_id`, `side`),
	FOREIGN KEY (`duo_id`) REFERENCES `duo`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "end_answer_side" CHECK("end_answer"."side" in ('mentor', 'mentee')),
	CONSTRAINT "end_answer_next" CHECK("end_answer"."next" is null or "end_answer"."side" = 'mentor'),
	CONSTRAINT "end_answer_assisted" CHECK(("end_answer"."way" = 'staff') = ("end_answer"."staff_id" is not null))
);
--> statement-breakpoint
CREATE TABLE `import_batch` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`kind` text NOT NULL,
	`rows_written` integer NOT NULL,
	`rows_refused` integer NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `import_item` (
	`batch_id` text NOT NULL,
	`kind` text NOT NULL,
	`item_id` text NOT NULL,
	PRIMARY KEY(`batch_id`, `kind`, `item_id`),
	FOREIGN KEY (`batch_id`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `import_undo` (
	`batch_id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`batch_id`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `intake` (
	`id` text PRIMARY KEY NOT NULL,
	`participant_id` text NOT NULL,
	`held_on` text NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intake_participant` ON `intake` (`participant_id`);--> statement-breakpoint
CREATE TABLE `introduction_terms` (
	`introduction_id` text PRIMARY KEY NOT NULL,
	`needs_clicks` integer NOT NULL,
	`needs_agreement` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`introduction_id` text NOT NULL,
	`by` text NOT NULL,
	`way` text NOT NULL,
	`slots` text NOT NULL,
	`minutes` integer NOT NULL,
	`staff_joins` integer NOT NULL,
	`replaces_id` text,
	`staff_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`introduction_id`) REFERENCES `introduction`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meeting_by" CHECK("meeting"."by" in ('mentor', 'mentee', 'staff')),
	CONSTRAINT "meeting_minutes" CHECK("meeting"."minutes" between 15 and 480),
	CONSTRAINT "meeting_assisted" CHECK(("meeting"."way" = 'staff') = ("meeting"."staff_id" is not null))
);
--> statement-breakpoint
CREATE INDEX `meeting_introduction` ON `meeting` (`introduction_id`,`at`);--> statement-breakpoint
CREATE TABLE `meeting_answer` (
	`meeting_id` text NOT NULL,
	`side` text NOT NULL,
	`slot_at` integer,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`meeting_id`, `side`),
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meeting_answer_side" CHECK("meeting_answer"."side" in ('mentor', 'mentee')),
	CONSTRAINT "meeting_answer_assisted" CHECK(("meeting_answer"."way" = 'staff') = ("meeting_answer"."staff_id" is not null))
);
--> statement-breakpoint
CREATE TABLE `meeting_cancellation` (
	`meeting_id` text PRIMARY KEY NOT NULL,
	`by` text NOT NULL,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meeting_cancellation_by" CHECK("meeting_cancellation"."by" in ('mentor', 'mentee', 'staff')),
	CONSTRAINT "meeting_cancellation_assisted" CHECK(("meeting_cancellation"."way" = 'staff') = ("meeting_cancellation"."staff_id" is not null))
);
--> statement-breakpoint
CREATE TABLE `meeting_log` (
	`id` text PRIMARY KEY NOT NULL,
	`duo_id` text NOT NULL,
	`by` text NOT NULL,
	`met_on` text NOT NULL,
	`minutes` integer NOT NULL,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`duo_id`) REFERENCES `duo`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meeting_log_by" CHECK("meeting_log"."by" in ('mentor', 'mentee', 'staff')),
	CONSTRAINT "meeting_log_minutes" CHECK("meeting_log"."minutes" between 1 and 720),
	CONSTRAINT "meeting_log_assisted" CHECK(("meeting_log"."way" = 'staff') = ("meeting_log"."staff_id" is not null))
);
--> statement-breakpoint
CREATE INDEX `meeting_log_duo` ON `meeting_log` (`duo_id`,`met_on`);--> statement-breakpoint
CREATE TABLE `meeting_log_void` (
	`log_id` text PRIMARY KEY NOT NULL,
	`way` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`log_id`) REFERENCES `meeting_log`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `meeting_place` (
	`meeting_id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `outbox_about` (
	`outbox_id` text PRIMARY KEY NOT NULL,
	`about` text NOT NULL,
	FOREIGN KEY (`outbox_id`) REFERENCES `outbox`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `outcome` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`duo_id` text NOT NULL,
	`moment` text NOT NULL,
	`code` text NOT NULL,
	`contract_starts_on` text,
	`contract_ends_on` text,
	`by` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`duo_id`) REFERENCES `duo`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outcome_moment" CHECK("outcome"."moment" in ('end', 'year')),
	CONSTRAINT "outcome_by" CHECK("outcome"."by" in ('mentor', 'mentee', 'staff')),
	CONSTRAINT "outcome_contract" CHECK("outcome"."contract_ends_on" is null or ("outcome"."contract_starts_on" is not null and "outcome"."contract_ends_on" >= "outcome"."contract_starts_on"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outcome_id_unique` ON `outcome` (`id`);--> statement-breakpoint
CREATE INDEX `outcome_duo` ON `outcome` (`duo_id`,`moment`,`seq`);--> statement-breakpoint
CREATE TABLE `partner` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `partner_name_unique` ON `partner` (`name`);--> statement-breakpoint
CREATE TABLE `partner_programme` (
	`partner_id` text NOT NULL,
	`programme` text NOT NULL,
	`side` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`partner_id`, `programme`, `side`),
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "partner_programme_side" CHECK("partner_programme"."side" in ('mentor', 'mentee'))
);
--> statement-breakpoint
CREATE TABLE `person_merge` (
	`id` text PRIMARY KEY NOT NULL,
	`kept_id` text NOT NULL,
	`merged_id` text NOT NULL,
	`moved` text NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "person_merge_two" CHECK("person_merge"."kept_id" <> "person_merge"."merged_id")
);
--> statement-breakpoint
CREATE INDEX `person_merge_merged` ON `person_merge` (`merged_id`);--> statement-breakpoint
CREATE TABLE `person_unmerge` (
	`merge_id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`merge_id`) REFERENCES `person_merge`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `referral` (
	`participant_id` text NOT NULL,
	`partner_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`participant_id`, `partner_id`),
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `referral_partner` ON `referral` (`partner_id`,`at`);--> statement-breakpoint
CREATE TABLE `staff_programme` (
	`staff_id` text NOT NULL,
	`programme` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`staff_id`, `programme`),
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `standing_page` (
	`programme` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `event`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `standing_page_event_id_unique` ON `standing_page` (`event_id`);--> statement-breakpoint
CREATE TABLE `training` (
	`participant_id` text NOT NULL,
	`module` text NOT NULL,
	`done_on` text NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`participant_id`, `module`),
	FOREIGN KEY (`participant_id`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `staff` ADD `partner_id` text REFERENCES partner(id);--> statement-breakpoint
ALTER TABLE `staff` ADD `role` text;