package io.ats.experiments.doctor;

import ai.djl.engine.Engine;
import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the build has of the engine, and what the engine takes where no variable says otherwise. The
 * engine joins PyTorch by a library of its own, the JNI library, made for one version and flavor.
 *
 * @param bundled the native library of the build
 * @param fits whether the engine takes that for this machine
 * @param pytorch the version of PyTorch that is taken, such as {@code 2.7.1-20250812}
 * @param djl the engine's version
 * @param jni the version that the build's JNI libraries join, such as {@code 2.7.1-0.35.1}
 * @param flavors those that the build's JNI libraries are for
 * @param classifier this system and processor
 * @param system the flavor that the engine downloads for this machine
 * @param assumed the flavor that it assumes of a PyTorch of the user's
 * @param cache the engine's cache folder
 * @param offline whether the engine must not download
 */
public record EngineBuild(
    Optional<BundledLibrary> bundled,
    boolean fits,
    String pytorch,
    String djl,
    String jni,
    SortedSet<String> flavors,
    String classifier,
    String system,
    String assumed,
    Path cache,
    boolean offline) {

  /** The library that joins the engine to PyTorch. */
  static final String JOIN = System.mapLibraryName("djl_torch");

  private static final String JNI = "jnilib/pytorch.properties";

  /** Returns that of this process; looks for GPUs, but does not start the engine. */
  public static EngineBuild here() throws IOException {
    Platform taken = Platform.detectPlatform("pytorch");
    String gpus = CudaUtils.getGpuCount() > 0 ? "cu" + CudaUtils.getCudaVersionString() : "cpu";
    // As in LibUtils.LibTorch of the engine.
    boolean old = taken.getOsPrefix().equals("linux") || !gpus.equals("cpu");
    return new EngineBuild(
        BundledLibrary.find(),
        !taken.isPlaceholder(),
        taken.getVersion(),
        Engine.getDjlVersion(),
        jniVersion(),
        jniFlavors(taken.getClassifier()),
        taken.getClassifier(),
        gpus,
        old ? gpus + "-precxx11" : gpus,
        Utils.getEngineCacheDir(),
        Utils.isOfflineMode());
  }

  private static String jniVersion() throws IOException {
    Properties properties = new Properties();
    URL url = ClassLoaderUtils.getResource(JNI);
    if (url != null) {
      try (InputStream in = url.openStream()) {
        properties.load(in);
      }
    }
    return properties.getProperty("jni_version", "");
  }

  private static SortedSet<String> jniFlavors(String classifier) throws IOException {
    SortedSet<String> flavors = new TreeSet<>();
    Pattern name = Pattern.compile("jnilib/" + Pattern.quote(classifier) + "/([^/]+)/.+");
    URL url = ClassLoaderUtils.getResource(JNI);
    if (url != null && url.openConnection() instanceof JarURLConnection jar) {
      jar.getJarFile().stream()
          .map(entry -> name.matcher(entry.getName()))
          .filter(Matcher::matches)
          .forEach(found -> flavors.add(found.group(1)));
    }
    return flavors;
  }

  /** Returns the folder in which the engine keeps what joins this version and flavor. */
  Path cached(String version, String flavor) {
    return cache.resolve(folder(version, flavor));
  }

  private String folder(String version, String flavor) {
    return "pytorch/" + version + "-" + flavor + "-" + classifier;
  }

  /** Returns the name under which the engine keeps the library that joins it to a PyTorch. */
  String join() {
    return djl + "-" + JOIN;
  }

  /** Returns whether nothing is left to unpack for the build's PyTorch or, without one, for any. */
  boolean unpacked() {
    Stream<String> joined =
        bundled.map(own -> Stream.of(own.flavor())).orElseGet(() -> flavors.stream());
    String version = bundled.map(BundledLibrary::version).orElse(pytorch);
    return joined.allMatch(flavor -> Files.exists(cached(version, flavor).resolve(join())))
        && bundled.stream()
            .allMatch(
                own -> Files.exists(cached(version, own.flavor()).resolve(PyTorchFolder.LIBRARY)));
  }

  /**
   * Returns what the engine keeps in its cache folder: the name there, and that on the class path.
   *
   * @param withLibrary whether for the build's PyTorch, with its files; else for any other
   */
  public SortedMap<String, String> unpackable(boolean withLibrary) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    String version = withLibrary ? bundled.orElseThrow().version() : PyTorchFolder.number(pytorch);
    for (String flavor : flavors) {
      files.put(
          folder(version, flavor) + "/" + join(),
          String.join("/", "jnilib", classifier, flavor, JOIN));
    }
    if (withLibrary) {
      BundledLibrary own = bundled.orElseThrow();
      for (String file : own.files()) {
        files.put(folder(version, own.flavor()) + "/" + file, own.resource(file));
      }
    }
    return files;
  }

  /** Returns whether the build joins a version, such as {@code 2.7.1}. */
  boolean joins(String number) {
    return jni.startsWith(number + "-" + djl);
  }
}
