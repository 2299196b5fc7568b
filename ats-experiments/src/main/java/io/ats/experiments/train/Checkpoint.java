package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state that training resumes from: the epochs so far, the parameters, the optimisers' moments,
 * and the parameters at the epoch that was best on validation.
 *
 * @param history the epochs so far
 * @param steps number of optimiser steps done
 * @param bestEpoch the epoch that was best on validation, from 1
 * @param parameters values by name
 * @param moments optimiser state by name
 * @param best values by name at {@code bestEpoch}
 */
record Checkpoint(
    List<EpochSummary> history,
    long steps,
    int bestEpoch,
    Map<String, NDArray> parameters,
    Map<String, NDArray> moments,
    Map<String, NDArray> best) {

  private static final int MAGIC = 0x41545302;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Header(List<EpochSummary> history, long steps, int bestEpoch) {}

  /**
   * Writes to a temporary file and renames it, so that a kill at any point leaves the old file or
   * the new one.
   *
   * @throws IOException if it cannot be written, as when the disk is full; the text names the file
   */
  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
        out.writeInt(MAGIC);
        byte[] header = JSON.writeValueAsBytes(new Header(history, steps, bestEpoch));
        out.writeInt(header.length);
        out.write(header);
        for (Map<String, NDArray> arrays : List.of(parameters, moments, best)) {
          out.writeInt(arrays.size());
          for (Map.Entry<String, NDArray> entry : arrays.entrySet()) {
            out.writeUTF(entry.getKey());
            byte[] bytes = entry.getValue().encode();
            out.writeInt(bytes.length);
            out.write(bytes);
          }
        }
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw new IOException(
          "cannot write the checkpoint "
              + file
              + " ("
              + e.getMessage()
              + "); free some space or choose another --out, then run again: the epochs so"
              + " far are kept",
          e);
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @param manager owns the arrays
   * @throws IOException if it cannot be read or is not a checkpoint; the text names the file
   */
  static Checkpoint read(Path file, NDManager manager) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(
            file
                + " is not a checkpoint of this version; delete it to train this trial from the start");
      }
      Header header = JSON.readValue(in.readNBytes(in.readInt()), Header.class);
      return new Checkpoint(
          header.history(),
          header.steps(),
          header.bestEpoch(),
          arrays(in, manager),
          arrays(in, manager),
          arrays(in, manager));
    } catch (EOFException e) {
      throw new IOException(
          file + " is truncated; delete it to train this trial from the start", e);
    }
  }

  /** Returns copies of arrays by name, owned by a manager. */
  static Map<String, NDArray> copies(Map<String, NDArray> arrays, NDManager manager) {
    Map<String, NDArray> copies = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          NDArray own = array.duplicate();
          own.attach(manager);
          copies.put(name, own);
        });
    return copies;
  }

  private static Map<String, NDArray> arrays(DataInputStream in, NDManager manager)
      throws IOException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      arrays.put(name, NDArray.decode(manager, in.readNBytes(in.readInt())));
    }
    return arrays;
  }
}
