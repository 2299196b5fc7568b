package io.ats.experiments.trial;

import io.ats.experiments.results.TrialFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A lock that one process at a time holds to train a trial, among all machines that share the
 * folder; it is released when the process ends.
 */
public final class TrialLock implements AutoCloseable {

  private static final long POLL_MILLIS = 500;

  private final FileChannel channel;

  private TrialLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Acquires the lock, waiting while another process holds it.
   *
   * @param waiting called every half second while another process holds it
   * @throws IOException if the lock cannot be acquired, as on a file system without locks
   */
  public static TrialLock take(TrialFolder folder, Runnable waiting) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      for (FileLock lock = channel.tryLock(); lock == null; lock = channel.tryLock()) {
        waiting.run();
        Thread.sleep(POLL_MILLIS);
      }
      return new TrialLock(channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * Acquires the lock if nobody holds it; empty if somebody does.
   *
   * @throws IOException if the lock cannot be acquired, as on a file system without locks
   */
  public static Optional<TrialLock> tryTake(TrialFolder folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new TrialLock(channel));
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
