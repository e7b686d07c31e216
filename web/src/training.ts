// The page of `foretell train`: reads the data in the page, builds the views.
import { showCards } from "./cards";
import { el } from "./dom";
import { startPage } from "./start";
import { parseTraining } from "./training_data";
import { optionsCard } from "./views/options";
import { trainingCard } from "./views/training_curves";

startPage((page, text) => {
  const training = parseTraining(text);
  const empty = el("p", { class: "card quiet" }, "This training took no step.");
  showCards(page, { ...training, kind: "Training", line: [training.created] }, [
    training.steps.step.length ? trainingCard(training) : empty,
    optionsCard(training.options),
  ]);
});
