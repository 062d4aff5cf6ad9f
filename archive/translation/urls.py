"""The translation desk, below /admin/translation/."""

from django.urls import path

from . import acting, batches, board, desk, giving
from .exchange import views as outside

urlpatterns = [
    path("", board.board, name="board"),
    path("results/", board.results, name="results"),
    path("give/", giving.give, name="give"),
    path("batches/", batches.start, name="start_batch"),
    path("batches/<int:pk>/", batches.progress, name="batch"),
    path("<int:pk>/", desk.desk, name="desk"),
    path("<int:pk>/words/", desk.write, name="words"),
    path("<int:pk>/remarks/", desk.remark, name="remarks"),
    path("<int:pk>/suggestions/", desk.suggestions, name="suggestions"),
    path("<int:pk>/here/", desk.here, name="here"),
    path("<int:pk>/preview/", desk.preview, name="preview"),
    path("<int:pk>/submit/", acting.submit, name="submit"),
    path("<int:pk>/approve/", acting.approve, name="approve"),
    path("<int:pk>/send-back/", acting.send_back, name="send_back"),
    path("<int:pk>/take-back/", acting.take_back, name="take_back"),
    path("<int:pk>/start/", acting.start, name="start"),
    path("export/", outside.give, name="export"),
    path("import/", outside.bring, name="import"),
]
