"""The addresses of the panel."""

from django.urls import path, re_path

from threadkeep.panel.views import board, boards, explain, first, groups, members, outbox, parked, permissions, prefixes

urlpatterns = [
    path("", first.first, name="panel"),
    path("/boards", boards.boards, name="panel-boards"),
    path("/boards/new", boards.new_board, name="panel-new-board"),
    path("/boards/<int:board_id>", board.board, name="panel-board"),
    path("/boards/<int:board_id>/writing", board.writing, name="panel-board-writing"),
    path("/boards/<int:board_id>/move", board.move, name="panel-move-board"),
    path("/boards/<int:board_id>/delete", boards.remove_board, name="panel-delete-board"),
    re_path(r"^/boards/(?P<board_id>[0-9]{1,18})/(?P<way>up|down)$", boards.order_board, name="panel-order-board"),
    path("/boards/<int:board_id>/moderators", board.appoint, name="panel-appoint"),
    path("/boards/<int:board_id>/moderators/<int:member_id>/dismiss", board.dismiss, name="panel-dismiss"),
    path("/categories", boards.new_category, name="panel-new-category"),
    path("/categories/<int:category_id>", boards.category, name="panel-category"),
    path("/categories/<int:category_id>/delete", boards.remove_category, name="panel-delete-category"),
    re_path(
        r"^/categories/(?P<category_id>[0-9]{1,18})/(?P<way>up|down)$",
        boards.move_category,
        name="panel-order-category",
    ),
    path("/permissions", permissions.sets, name="panel-permissions"),
    path("/permissions/<int:set_id>", permissions.one_set, name="panel-permission-set"),
    path("/permissions/<int:set_id>/delete", permissions.remove_set, name="panel-delete-permission-set"),
    path("/groups", groups.groups, name="panel-groups"),
    path("/groups/<int:group_id>", groups.group, name="panel-group"),
    path("/groups/<int:group_id>/delete", groups.remove_group, name="panel-delete-group"),
    path("/prefixes", prefixes.prefixes, name="panel-prefixes"),
    path("/prefixes/<int:prefix_id>", prefixes.prefix, name="panel-prefix"),
    path("/prefixes/<int:prefix_id>/delete", prefixes.remove_prefix, name="panel-delete-prefix"),
    path("/tags", prefixes.tags, name="panel-tags"),
    path("/members", members.members, name="panel-members"),
    path("/members/<int:member_id>", members.member, name="panel-member"),
    path("/members/<int:member_id>/groups/<int:group_id>/add", members.add, name="panel-add-to-group"),
    path("/members/<int:member_id>/groups/<int:group_id>/remove", members.remove, name="panel-remove-from-group"),
    path("/members/<int:member_id>/ban", members.ban, name="panel-ban"),
    path("/members/<int:member_id>/lift", members.lift, name="panel-lift-ban"),
    path("/explain", explain.explain_page, name="panel-explain"),
    path("/outbox", outbox.outbox, name="panel-outbox"),
    path("/outbox/<int:mail_id>/send", outbox.send_again, name="panel-send-mail"),
    path("/parked", parked.parked, name="panel-parked"),
    path("/parked/<int:parked_id>/retry", parked.retry, name="panel-retry"),
    path("/parked/<int:parked_id>/dismiss", parked.dismiss, name="panel-dismiss-parked"),
]
