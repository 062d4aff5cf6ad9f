"""The translation desk, below /admin/translation/."""

from django.urls import path

from . import acting, board, giving

urlpatterns = [
    path("", board.board, name="board"),
    path("results/", board.results, name="results"),
    path("give/", giving.give, name="give"),
    path("<int:pk>/", board.to_editor, name="desk"),
    path("<int:pk>/submit/", acting.submit, name="submit"),
    path("<int:pk>/approve/", acting.approve, name="approve"),
    path("<int:pk>/send-back/", acting.send_back, name="send_back"),
    path("<int:pk>/take-back/", acting.take_back, name="take_back"),
    path("<int:pk>/start/", acting.start, name="start"),
]
