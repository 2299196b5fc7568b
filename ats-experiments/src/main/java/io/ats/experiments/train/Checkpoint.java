package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.Reason;
import io.ats.experiments.results.RunFiles;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

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

  private static final int MAGIC = 0x41545303;
  private static final String NOT_WHOLE =
      "is not a whole checkpoint of this version, or cannot be read";
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Header(List<EpochSummary> history, long steps, int bestEpoch) {}

  /**
   * Writes the checkpoint and, after it, its CRC-32C; a kill at any point leaves the old file or
   * the new one.
   *
   * @throws IOException if it cannot be written, as when the disk is full; the text names the file
   */
  void write(Path file) throws IOException {
    try {
      Files.createDirectories(file.getParent());
      RunFiles.write(file, this::to);
    } catch (IOException e) {
      throw new IOException(
          "cannot write the checkpoint "
              + file
              + " ("
              + Reason.of(e)
              + "); free some space or choose another --out, then run again: the epochs so"
              + " far are kept",
          e);
    }
  }

  private void to(OutputStream target) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(target, new CRC32C());
    DataOutputStream out = new DataOutputStream(checked);
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
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  /**
   * Reads a checkpoint.
   *
   * @param manager owns the arrays
   * @throws DamagedFileException if it is not a whole checkpoint, or cannot be read
   */
  static Checkpoint read(Path file, NDManager manager) throws DamagedFileException {
    requireWhole(file); // before the engine sees any of it
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      in.readInt(); // the magic number
      Header header = JSON.readValue(in.readNBytes(in.readInt()), Header.class);
      return new Checkpoint(
          header.history(),
          header.steps(),
          header.bestEpoch(),
          arrays(in, manager),
          arrays(in, manager),
          arrays(in, manager));
    } catch (IOException | RuntimeException e) {
      throw new DamagedFileException(file, NOT_WHOLE);
    }
  }

  /**
   * Checks that a file is a checkpoint of this version, as it was written.
   *
   * @throws DamagedFileException if it is not, or cannot be read
   */
  static void requireWhole(Path file) throws DamagedFileException {
    if (!Files.isRegularFile(file)) {
      throw new DamagedFileException(file, NOT_WHOLE); // to open a pipe is to wait
    }
    try (CheckedInputStream checked =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file)), new CRC32C());
        DataInputStream in = new DataInputStream(checked)) {
      int magic = in.readInt();
      in.skipNBytes(Math.max(0, Files.size(file) - Integer.BYTES - Long.BYTES));
      long sum = checked.getChecksum().getValue();
      if (magic == MAGIC && in.readLong() == sum) {
        return;
      }
    } catch (IOException e) {
      throw new DamagedFileException(file, NOT_WHOLE);
    }
    throw new DamagedFileException(file, NOT_WHOLE);
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
