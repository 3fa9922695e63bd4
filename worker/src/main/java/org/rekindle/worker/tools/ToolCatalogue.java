// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code tools.yaml} says of each tool. */
public final class ToolCatalogue {
    private record Document(List<ToolSpec> tools) {}

    private final Map<Tool, ToolSpec> specs;

    /** @throws IllegalArgumentException when a tool is missing, or a name is not that of a tool */
    public ToolCatalogue(List<ToolSpec> specs) {
        Map<String, ToolSpec> byName = specs.stream().collect(Collectors.toMap(ToolSpec::name, Function.identity()));
        this.specs = new EnumMap<>(Tool.class);
        for (Tool tool : Tool.values()) {
            ToolSpec spec = byName.remove(tool.command());
            if (spec == null) {
                throw new IllegalArgumentException("tools.yaml says nothing about " + tool.command() + "; every one of "
                        + Arrays.toString(Tool.values()) + " needs an entry");
            }
            this.specs.put(tool, spec);
        }
        if (!byName.isEmpty()) {
            throw new IllegalArgumentException("tools.yaml names what is no tool: " + byName.keySet());
        }
    }

    /** The one that is shipped. */
    public static ToolCatalogue shipped() {
        try (InputStream yaml =
                Objects.requireNonNull(ToolCatalogue.class.getResourceAsStream("tools.yaml"), "tools.yaml")) {
            return new ToolCatalogue(
                    new YAMLMapper().readValue(yaml, Document.class).tools());
        } catch (IOException e) {
            throw new UncheckedIOException("tools.yaml cannot be read", e);
        }
    }

    public ToolSpec spec(Tool tool) {
        return Objects.requireNonNull(specs.get(tool));
    }
}
