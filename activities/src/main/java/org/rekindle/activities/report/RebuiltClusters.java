// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.ReportActivities.Rebuilt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs have rebuilt, as {@code <folder>/<cluster>/rebuilt.json}, a list with the oldest first. A file that cannot be read
 * is taken for none: then the fleet file is taken at its word.
 */
public final class RebuiltClusters {

    private static final Logger LOG = LoggerFactory.getLogger(RebuiltClusters.class);

    private static final String FILE = "rebuilt.json";

    /** A chain of this length takes years; what is older is of no use to a fleet file of today. */
    private static final int MOST = 50;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path folder;

    /** @param folder where reports are kept */
    public RebuiltClusters(Path folder) {
        this.folder = folder;
    }

    /**
     * The last successor of a cluster, which may have been rebuilt more than once.
     *
     * @param cluster the cluster's id in the fleet file
     * @param named what the fleet file says, a name or a UUID
     * @return with the UUID that the fleet file names as the old one; empty when it was not rebuilt
     */
    public Optional<Rebuilt> successor(String cluster, String named) {
        List<Rebuilt> known = read(cluster);
        Set<String> passed = new HashSet<>();
        Optional<Rebuilt> last = Optional.empty();
        String uuid = named;
        while (passed.add(uuid)) {
            Optional<Rebuilt> next = after(known, cluster, uuid);
            if (next.isEmpty()) {
                break;
            }
            uuid = next.get().is();
            last = Optional.of(new Rebuilt(cluster, named, uuid, next.get().at()));
        }
        return last;
    }

    /** Lists are short, and a later entry knows better than an earlier one. */
    private static Optional<Rebuilt> after(List<Rebuilt> known, String cluster, String uuid) {
        return known.stream()
                .filter(each -> each.cluster().equals(cluster) && each.was().equalsIgnoreCase(uuid))
                .reduce((earlier, later) -> later);
    }

    /** Remembers one; the same again changes nothing. */
    void remember(Rebuilt rebuilt) throws IOException {
        List<Rebuilt> known = new ArrayList<>(read(rebuilt.cluster()));
        known.removeIf(each -> each.was().equalsIgnoreCase(rebuilt.was()));
        known.add(rebuilt);
        FileReportActivities.write(
                folder.resolve(rebuilt.cluster()).resolve(FILE),
                JSON.writeValueAsString(known.subList(Math.max(0, known.size() - MOST), known.size())));
    }

    private static boolean isWhole(Rebuilt each) {
        return Stream.of(each.cluster(), each.was(), each.is(), each.at()).allMatch(Objects::nonNull);
    }

    private List<Rebuilt> read(String cluster) {
        Path file = folder.resolve(cluster).resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<@Nullable Rebuilt> known =
                    JSON.readValue(Files.readString(file), new TypeReference<List<@Nullable Rebuilt>>() {});
            if (known == null) {
                return List.of();
            }
            return known.stream()
                    .flatMap(Stream::ofNullable)
                    .filter(RebuiltClusters::isWhole)
                    .toList();
        } catch (IOException e) {
            LOG.warn("What was rebuilt is not known, since {} cannot be read: {}", file, e.getMessage());
            return List.of();
        }
    }
}
