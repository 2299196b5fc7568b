package io.ats.experiments.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoJsonTest {

  private static final List<ReadPatch> PATCHES =
      List.of(
          new ReadPatch(new PixelBox(10, 20, 42, 52), 1, 0.75, OptionalDouble.of(0.5)),
          new ReadPatch(new PixelBox(-3.5, 0, 28.5, 32), 2, 0.25, OptionalDouble.empty()));
  private static final ScoreMap MAP =
      new ScoreMap(new float[][] {{0.1f, 0.2f, 0.7f}, {0f, 0f, 0f}}, 0, 5, 4, 2.5);

  @TempDir Path dir;

  private JsonNode written(GeoJson content) throws IOException {
    Path file = dir.resolve("image.geojson");
    content.write(file);
    return new ObjectMapper().readTree(file.toFile());
  }

  private static GeoJson content(String image) {
    return new GeoJson(image, "3 \"ß\"", 0xE69F00, PATCHES, Optional.of(MAP));
  }

  @Test
  void patchesAreAnnotationsOfThePredictedClass() throws IOException {
    JsonNode all = written(content("a.tif"));
    assertThat(all.path("type").asText()).isEqualTo("FeatureCollection");
    assertThat(all.path("features")).hasSize(2 + 6);
    JsonNode first = all.path("features").get(0);
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"type": "Feature", "id": "ID",
                 "geometry": {"type": "Polygon", "coordinates":
                   [[[10.0,20.0],[42.0,20.0],[42.0,52.0],[10.0,52.0],[10.0,20.0]]]},
                 "properties": {"objectType": "annotation", "name": "patch 1",
                   "measurements": {"attention": 0.5, "weight": 0.75, "order": 1.0},
                   "classification": {"name": "3 \\"ß\\"", "color": [230, 159, 0]}}}
                """
                    .replace("ID", first.path("id").asText()));
    assertThat(first).isEqualTo(expected);
    JsonNode second = all.path("features").get(1).path("properties");
    assertThat(second.path("measurements").has("attention")).isFalse();
  }

  @Test
  void cellsAreDetectionsColouredByTheirScore() throws IOException {
    JsonNode features = written(content("a.tif")).path("features");
    JsonNode cell = features.get(2 + 1);
    assertThat(cell.path("properties").path("objectType").asText()).isEqualTo("detection");
    assertThat(cell.path("properties").path("name").asText()).isEqualTo("cell 0,1");
    assertThat(cell.path("properties").path("measurements").toString())
        .isEqualTo("{\"attention\":0.2}");
    assertThat(cell.path("properties").has("classification")).isFalse();
    assertThat(cell.path("geometry").path("coordinates").toString())
        .isEqualTo("[[[4.0,5.0],[8.0,5.0],[8.0,7.5],[4.0,7.5],[4.0,5.0]]]");
    // The ends of the colour map.
    assertThat(features.get(2 + 2).path("properties").path("color").toString())
        .isEqualTo("[253,231,37]");
    assertThat(features.get(2 + 3).path("properties").path("color").toString())
        .isEqualTo("[68,1,84]");
  }

  @Test
  void identifiersAreDistinctAndDependOnTheContentAlone() throws IOException {
    Set<String> ids = new HashSet<>();
    JsonNode once = written(content("a.tif"));
    once.path("features").forEach(feature -> ids.add(feature.path("id").asText()));
    assertThat(ids).hasSize(8).allSatisfy(id -> assertThat(UUID.fromString(id)).hasToString(id));
    assertThat(written(content("a.tif"))).isEqualTo(once);
    written(content("b.tif"))
        .path("features")
        .forEach(feature -> assertThat(ids).doesNotContain(feature.path("id").asText()));
  }

  @Test
  void aMapOfOneScoreAndAnImageWithoutAnythingAreWritten() throws IOException {
    ScoreMap flat = new ScoreMap(new float[][] {{0.5f}}, 0, 0, 1, 1);
    JsonNode one = written(new GeoJson("a", "b", 0, List.of(), Optional.of(flat)));
    assertThat(one.at("/features/0/properties/color").toString()).isEqualTo("[68,1,84]");
    JsonNode none = written(new GeoJson("a", "b", 0, List.of(), Optional.empty()));
    assertThat(none.toString()).isEqualTo("{\"type\":\"FeatureCollection\",\"features\":[]}");
  }

  @Test
  void aHundredThousandCellsAreWritten() throws IOException {
    ScoreMap large = new ScoreMap(new float[250][400], 0, 0, 8, 8);
    Path file = dir.resolve("large.geojson");
    new GeoJson("a", "b", 0, List.of(), Optional.of(large)).write(file);
    assertThat(new ObjectMapper().readTree(file.toFile()).path("features")).hasSize(100_000);
    assertThat(Files.size(file)).isLessThan(50_000_000);
  }

  @Test
  void whatIsNotFiniteOrEmptyIsRefused() {
    assertThatThrownBy(() -> new PixelBox(0, 0, Double.NaN, 1)).hasMessageContaining("not finite");
    assertThatThrownBy(() -> new PixelBox(2, 0, 2, 1))
        .hasMessage("a box from (2.0, 0.0) to (2.0, 1.0) is empty or not finite");
    PixelBox box = new PixelBox(0, 0, 1, 1);
    assertThatThrownBy(() -> new ReadPatch(box, 1, Double.NaN, OptionalDouble.empty()))
        .hasMessageContaining("patch 1 with weight NaN");
    assertThatThrownBy(() -> new ReadPatch(box, 1, 1, OptionalDouble.of(Double.NaN)))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new ReadPatch(box, 0, 1, OptionalDouble.empty()))
        .hasMessageContaining("patch 0");
  }

  @Test
  void aRegionIsABoxInPixels() {
    // 32-bit fractions of a patch at (41,234; 12,345) of a large image.
    int side = 90_001;
    float[] region = {
      12_345f / side, 41_234f / side, (12_345f + 100) / side, (41_234f + 100) / side
    };
    PixelBox box = PixelBox.of(region, side, side);
    assertThat(box.left()).isCloseTo(41_234, within(0.011));
    assertThat(box.top()).isCloseTo(12_345, within(0.011));
    assertThat(PixelBox.of(new float[] {0.25f, 0.5f, 0.75f, 1}, 8, 16))
        .isEqualTo(new PixelBox(8, 2, 16, 6));
  }
}
