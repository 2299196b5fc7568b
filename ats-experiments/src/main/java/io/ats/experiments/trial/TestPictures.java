package io.ats.experiments.trial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.Prediction;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.objective.Answer;
import io.ats.experiments.picture.Overlay;
import io.ats.experiments.picture.TestImage;
import io.ats.experiments.results.PictureEntry;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.train.Learner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws the first test images with the patches that a trained classifier selected. */
final class TestPictures {

  private static final int SIDE = 360;

  private TestPictures() {}

  /** Draws {@code count} pictures, or as many as there are test images. */
  static void write(Learner learner, Dataset dataset, int count, long seed, TrialFolder folder)
      throws IOException {
    Files.createDirectories(folder.pictures());
    List<PictureEntry> entries = new ArrayList<>();
    for (int i = 0; i < Math.min(count, dataset.size(Split.TEST)); i++) {
      try (NDManager own = learner.manager().newSubManager()) {
        Batch batch = dataset.batch(own, Split.TEST, i);
        TestImage picture = picture(batch, learner, dataset, seed);
        String file = "test-%03d.png".formatted(i);
        Overlay.write(picture, SIDE, folder.pictures().resolve(file));
        entries.add(new PictureEntry(file, i, picture.caption(), picture.alt()));
      }
    }
    PictureEntry.writeAll(folder, entries);
  }

  private static TestImage picture(Batch batch, Learner learner, Dataset dataset, long seed) {
    Prediction prediction = learner.predict(batch.views(), seed);
    List<Answer> answers = Answer.of(dataset.task(), prediction.logits(), batch.labels());
    return new Looked(learner, batch.views(), prediction)
        .picture(
            0,
            SIDE,
            batch.boxes()[0],
            words(answers, TestPictures::label),
            words(answers, TestPictures::predicted),
            words(
                answers.stream().filter(answer -> !answer.task().multiLabel()).toList(),
                TestPictures::probability));
  }

  /** Returns the true or predicted label of the first image for each task. */
  private static String words(List<Answer> answers, Function<Answer, String> word) {
    return answers.stream().map(word).collect(Collectors.joining(", "));
  }

  private static String label(Answer answer) {
    return answer.task().multiLabel()
        ? positive(answer, answer.labels(), 0.5f)
        : named(answer, answer.labels().getLong(0));
  }

  private static String predicted(Answer answer) {
    return answer.task().multiLabel()
        ? positive(answer, answer.logits(), 0)
        : named(answer, answer.logits().argMax(1).getLong(0));
  }

  private static String probability(Answer answer) {
    return TestImage.percent(answer.logits().get(0).softmax(0).max().getFloat());
  }

  private static String named(Answer answer, long index) {
    return answer.task().classNames().get((int) index);
  }

  private static String positive(Answer answer, NDArray ofImages, float above) {
    float[] values = ofImages.get(0).toFloatArray();
    return IntStream.range(0, values.length)
        .filter(i -> values[i] > above)
        .mapToObj(i -> named(answer, i))
        .collect(Collectors.joining(" ", "{", "}"));
  }
}
