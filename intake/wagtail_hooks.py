"""What the intake adds to Wagtail's admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from intake.desk import export, figure_file
from intake.desk.accounts import keep_adviser, keep_advisers
from intake.desk.date_guards import keep_dates, keep_many, keep_pages, say_who_counts_on_it
from intake.desk.exports import write_formulas_as_text
from intake.desk.group import DeskGroup
from intake.desk.mail_templates import mail_template_addresses, mail_templates_item
from intake.desk.mail_texts import mail_text_addresses, mail_texts_item
from intake.desk.morning import arrange_home, shorten_menu
from intake.form import quarantine
from intake.leads import absences, boards, mail_templates, mail_texts, trail
from intake.leads.merging import log as merging
from intake.routing import gather, rule_book
from intake.snippets import QuestionViewSet, keep_answered

modeladmin_register(DeskGroup)
register_snippet(QuestionViewSet)
write_formulas_as_text()
hooks.register("construct_homepage_panels", arrange_home)
hooks.register("construct_main_menu", shorten_menu)
hooks.register("before_delete_snippet", keep_answered)
hooks.register("before_delete_user", keep_adviser)
hooks.register("before_bulk_action", keep_advisers)
hooks.register("after_bulk_action", gather.accounts_changed)
hooks.register("register_admin_urls", mail_text_addresses)
hooks.register("register_settings_menu_item", mail_texts_item)
hooks.register("register_admin_urls", mail_template_addresses)
hooks.register("register_settings_menu_item", mail_templates_item)
hooks.register("register_log_actions", mail_texts.register_log_actions)
hooks.register("register_log_actions", mail_templates.register_log_actions)
hooks.register("register_log_actions", trail.register_log_actions)
hooks.register("register_log_actions", boards.register_log_actions)
hooks.register("register_log_actions", export.register_log_actions)
hooks.register("register_log_actions", figure_file.register_log_actions)
hooks.register("register_log_actions", merging.register_log_actions)
hooks.register("register_log_actions", quarantine.register_log_actions)
hooks.register("register_log_actions", rule_book.register_log_actions)
hooks.register("register_log_actions", absences.register_log_actions)
hooks.register("before_delete_snippet", keep_dates)
hooks.register("before_delete_page", keep_pages)
hooks.register("before_bulk_action", keep_many)
hooks.register("after_edit_snippet", say_who_counts_on_it)
