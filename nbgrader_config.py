"""nbgrader's configuration: its folders on ours, and our grading in its pipeline."""

import os
from pathlib import Path

from autograder.nbgrader.database import ensure_gradebook

c = get_config()  # noqa: F821 - nbgrader provides it
root = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "skewlab"
c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "work/submitted"
c.CourseDirectory.autograded_directory = "work/autograded"
c.CourseDirectory.feedback_directory = "work/feedback"
c.CourseDirectory.db_url = f"sqlite:///{root / 'work' / 'gradebook.db'}"

# Many users on one server share a folder: set SKEWLAB_EXCHANGE to it. nbgrader wants it to exist.
c.Exchange.root = os.environ.get("SKEWLAB_EXCHANGE", str(root / "work" / "exchange"))
Path(c.Exchange.root).mkdir(parents=True, exist_ok=True)

# Formgrader opens the gradebook in the server's own process, where a program that makes one may not be found.
ensure_gradebook(c.CourseDirectory.db_url)

# Set SubmissionExporter.require_confinement = True to refuse where submitted code can't be confined fully.
# Submissions are read by us: one damaged file must not end the batch.
c.Autograde.exporter_class = "autograder.nbgrader.preprocessors.SubmissionExporter"
# A notebook under another name is found, and goes by its exercise's name.
c.Autograde.pre_convert_hook = "autograder.nbgrader.api.name_as_expected"
# Ours stands where nbgrader's Execute was; the rest of the list is nbgrader's default.
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.preprocessors.GradeSubmission",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# One validation after all preprocessors, not one after each.
c.Exporter.optimistic_validation = True

c.GenerateFeedback.exporter_class = "autograder.nbgrader.pages.FeedbackExporter"
# What a student wrote must not run in the browser of whoever reads it.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "clean_html": "autograder.nbgrader.pages.clean_html",
    "markdown2html": "autograder.nbgrader.pages.markdown_to_html",
}
