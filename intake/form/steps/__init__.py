"""The request form in four steps: organisation, contact, question, check and send.

    base          StepForm: what the four forms share, and what a wizard asks of them
    organisation  OrganisationForm
    contact       ContactForm
    question      QuestionForm; its conditional questions
    seats         what that asks about seats on a start date
    check         CheckForm: the consent
    summary       what the check page shows of each step
    storage       formtools' storage, kept in `intake.models.Draft`
    access        who may open a draft: the cookie, and the proof in the form
    wizard        RequestWizard: one address per step; back, later, next, send
    page          what stands on the page of a step, around its form
    closed        what is there instead for who may not open a draft, or when it is gone
    later         the link by mail to go on later, and who comes in by it
    words         the names and headings of the steps

**Where to add what**

- *A question of a step*: a field of its form, and its place in the form's `layout()`. The rest follows:
  it is kept in the draft as it was typed, asked back, checked again at the end and shown on the check page.
- *A question that depends on other answers*: add the field in `add_fields()` when `typed` says so. `typed`
  is what was typed (posted, or from the draft; an empty MultiValueDict at first). When such a field was not
  on the page that was posted, the wizard shows the step once more with it: no JavaScript is needed. A field
  that is always there but only sometimes makes sense gets a CSS class of `form.css` that hides it with
  `:has()`, and `clean()` drops its answer when it makes no sense.
- *A question of the editors' own*: nothing. `intake.form.questions.OwnQuestions` adds, shows and checks
  them in QuestionForm; files go to the draft before the form looks (`intake.form.uploads.receive_files`).
- *What a request keeps of it*: the form's `request_data()`, a dictionary with fields of
  `intake.form.submit.RequestData`. The dictionaries of all steps are merged, in order.
- *How it reads on the check page*: by default its label and its answer in words; `rows()` says otherwise.
- *What happens at the end*: `RequestWizard.done()` gets four valid forms and calls `submit_request`, which
  makes the request and deletes the draft in one transaction. Whoever judges a request, or answers when the
  database is away, does so in `done()`.

What the forms may know beside the answers is `Asked` (base): the offer, the origin, the draft and the ticket,
each read once for a POST, whatever the number of forms.
"""
