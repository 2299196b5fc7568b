package io.ats.core.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.ats.core.options.OptionException;
import io.ats.core.options.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parameters that a network begins with: those of a {@code .safetensors} file that another program
 * wrote.
 *
 * @param file the file
 * @param names the names there of the network's parameters, in the order of the block's
 */
public record Pretrained(Path file, List<String> names) {

  private static final NDIndex ALL = new NDIndex("...");
  private static final int MOST_NAMED = 8;

  /** Copies the list. */
  public Pretrained {
    names = List.copyOf(names);
  }

  /**
   * What was read.
   *
   * @param file the file
   * @param sha256 of the file, in hexadecimal
   * @param read the number of parameters, all of the network's
   * @param unused names of the file's tensors that are none of the network's, such as a classifier
   */
  public record Loaded(String file, String sha256, int read, List<String> unused) {}

  /**
   * Checks, before anything is trained and without the engine, that the file can be read and has
   * every parameter of the network.
   *
   * @throws OptionException if not; the message names the file
   */
  public void check() {
    try {
      matching();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Overwrites the values of the network's parameters.
   *
   * @param network initialised
   * @throws OptionException if the file cannot be read, lacks a parameter, or has one of another
   *     shape, before any value is changed; the message names file and tensor
   */
  public Loaded load(Block network) {
    Map<String, Parameter> parameters = named(network);
    try {
      SafetensorsHeader header = matching();
      Map<String, Tensor> tensors = Safetensors.read(file, parameters::containsKey).tensors();
      tensors.forEach((name, tensor) -> requireShape(name, tensor, parameters.get(name)));
      tensors.forEach((name, tensor) -> set(parameters.get(name).getArray(), tensor));
      return new Loaded(
          file.toString(),
          sha256(),
          tensors.size(),
          header.entries().stream()
              .map(SafetensorsHeader.Entry::name)
              .filter(name -> !tensors.containsKey(name))
              .map(Printable::shown)
              .toList());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Returns the file's header, which has all of the parameters, all of them floats. */
  private SafetensorsHeader matching() throws IOException {
    SafetensorsHeader header = Safetensors.header(file);
    Set<String> known = new HashSet<>(names);
    Set<String> missing = new LinkedHashSet<>(names);
    for (SafetensorsHeader.Entry entry : header.entries()) {
      if (known.contains(entry.name())) {
        try {
          entry.requireFloats();
        } catch (SafetensorsException e) {
          throw new SafetensorsException(file, e.getMessage());
        }
        missing.remove(entry.name());
      }
    }
    if (missing.size() == known.size()) {
      List<String> some =
          header.entries().stream().limit(3).map(each -> Printable.shown(each.name())).toList();
      throw new OptionException(
          "weights %s: no tensor is a parameter of the network: the file has %s …, the network %s …; name the weights of this network, with torchvision's or timm's names"
              .formatted(file, some, names.subList(0, Math.min(3, names.size()))));
    }
    if (!missing.isEmpty()) {
      throw new OptionException(
          "weights %s: %d of the network's %d parameters have no tensor there: %s%s; name the weights of this network, not of a shallower one"
              .formatted(
                  file,
                  missing.size(),
                  known.size(),
                  String.join(", ", missing.stream().limit(MOST_NAMED).toList()),
                  missing.size() > MOST_NAMED ? " …" : ""));
    }
    return header;
  }

  private OptionException unreadable(IOException e) {
    String reason =
        e instanceof SafetensorsException
            ? e.getMessage()
            : file + ": cannot be read (" + e.getClass().getSimpleName() + ")";
    return new OptionException("weights " + reason + "; name a whole .safetensors file");
  }

  private Map<String, Parameter> named(Block network) {
    List<Parameter> parameters = network.getParameters().values();
    if (parameters.size() != names.size()) {
      throw new IllegalStateException(
          "a network of %d parameters has %d names".formatted(parameters.size(), names.size()));
    }
    Map<String, Parameter> named = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), parameters.get(i));
    }
    return named;
  }

  private void requireShape(String name, Tensor tensor, Parameter parameter) {
    Shape shape = parameter.getArray().getShape();
    if (!Arrays.equals(shape.getShape(), tensor.shape())) {
      throw new OptionException(
          "weights %s: tensor %s has the shape %s, the network needs %s; width, stem and the images' channels must be those that the weights were trained with"
              .formatted(file, name, Arrays.toString(tensor.shape()), shape));
    }
  }

  /** Overwrites an array's values; whether it collects a gradient stays. */
  private static void set(NDArray array, Tensor tensor) {
    boolean gradient = array.hasGradient();
    try (NDManager own = array.getManager().newSubManager()) {
      array.setRequiresGradient(false);
      array.set(ALL, own.create(tensor.values(), array.getShape()));
      array.setRequiresGradient(gradient);
    }
  }

  /**
   * Returns the file's SHA-256 in hexadecimal.
   *
   * @throws IOException if it cannot be read
   */
  public String sha256() throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream read = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      read.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(read.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
