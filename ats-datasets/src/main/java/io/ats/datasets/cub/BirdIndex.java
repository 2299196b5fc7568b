package io.ats.datasets.cub;

import io.ats.datasets.files.LabelledFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The index files of CUB-200-2011, as published: {@code classes.txt} ({@code id name}), {@code
 * images.txt} ({@code id folder/file}), {@code image_class_labels.txt} ({@code id class}), {@code
 * train_test_split.txt} ({@code id 1}, or 0 for test) and {@code bounding_boxes.txt} ({@code id x y
 * width height}, pixels).
 *
 * @param train the official training images, in the order of {@code images.txt}
 * @param test the official test images, in the same order
 */
record BirdIndex(List<LabelledFile> train, List<LabelledFile> test) {

  /** A folder and a file in it, neither of which leads elsewhere. */
  private static final Pattern IMAGE = Pattern.compile("(?!\\.)[^/\\\\]+/(?!\\.)[^/\\\\]+");

  /**
   * Returns the names of the classes, in the order of their numbers.
   *
   * @throws UncheckedIOException if {@code classes.txt} cannot be read, or the numbers are not 1, 2
   *     and so on, naming file and line
   */
  static List<String> classes(Path folder) {
    IdFile classes = IdFile.read(folder, "classes.txt", "class");
    List<String> names = new ArrayList<>();
    classes
        .rows()
        .forEach(
            (id, row) -> {
              String name = row.values().get(0);
              if (id != names.size() + 1) {
                throw row.expected("the class " + (names.size() + 1), id.toString());
              }
              if (names.contains(name)) {
                throw row.expected("a name that no other class has", name);
              }
              names.add(name);
            });
    return names;
  }

  /**
   * Reads the index files; no image.
   *
   * @param count how many classes, the first ones, are used
   * @throws UncheckedIOException if one is missing or malformed, an image has no line or several in
   *     one of them or does not exist, naming file and line
   */
  static BirdIndex read(Path folder, int count) {
    List<String> names = classes(folder);
    IdFile images = IdFile.read(folder, "images.txt", "image");
    Map<Integer, IdFile.Row> labels = rows(folder, images, "image_class_labels.txt", "class");
    Map<Integer, IdFile.Row> splits = rows(folder, images, "train_test_split.txt", "training");
    Map<Integer, IdFile.Row> boxes =
        rows(folder, images, "bounding_boxes.txt", "x", "y", "width", "height");
    BirdIndex index = new BirdIndex(new ArrayList<>(), new ArrayList<>());
    images
        .rows()
        .forEach(
            (id, row) -> {
              String image = row.values().get(0);
              if (!IMAGE.matcher(image).matches()) {
                throw row.expected("the path 'class/file' of an image", image);
              }
              int label = label(labels.get(id), names, image);
              boolean training = training(splits.get(id));
              double[] box = box(boxes.get(id));
              if (label < count) {
                Path file = folder.resolve("images").resolve(image);
                requireThere(row, file);
                (training ? index.train : index.test)
                    .add(
                        new LabelledFile(file, label, new double[][] {box}, boxes.get(id).place()));
              }
            });
    return index;
  }

  private static Map<Integer, IdFile.Row> rows(
      Path folder, IdFile images, String name, String... values) {
    return IdFile.read(folder, name, values).requireIdsOf(images).rows();
  }

  private static void requireThere(IdFile.Row row, Path file) {
    if (!Files.exists(file)) {
      throw IdFile.error(
          row.place(),
          "the image that it names",
          "no file " + file,
          "put the published file there, or unpack CUB_200_2011.tgz again");
    }
  }

  /** Returns the class, from 0: that of the image's folder. */
  private static int label(IdFile.Row row, List<String> names, String image) {
    String number = row.values().get(0);
    if (!number.matches("[1-9]\\d{0,8}") || Integer.parseInt(number) > names.size()) {
      throw row.expected("a class of classes.txt, 1 to " + names.size(), number);
    }
    int label = Integer.parseInt(number) - 1;
    if (!image.startsWith(names.get(label) + "/")) {
      throw row.expected("the class of the image " + image, number + " " + names.get(label));
    }
    return label;
  }

  private static boolean training(IdFile.Row row) {
    return switch (row.values().get(0)) {
      case "1" -> true;
      case "0" -> false;
      default -> throw row.expected("1 for training or 0 for test", row.values().get(0));
    };
  }

  /** Returns top, left, bottom, right. */
  private static double[] box(IdFile.Row row) {
    double[] box = new double[4];
    for (int i = 0; i < box.length; i++) {
      String text = row.values().get(i);
      if (!text.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
        throw row.expected("a number of pixels", text);
      }
      box[i] = Double.parseDouble(text);
    }
    return new double[] {box[1], box[0], box[1] + box[3], box[0] + box[2]};
  }
}
