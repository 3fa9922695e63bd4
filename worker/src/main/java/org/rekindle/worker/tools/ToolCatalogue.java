// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the files {@code tools.yaml} say of each tool. */
public final class ToolCatalogue {
    /** The product has one such file, and the lab another. */
    private static final String FILES = "META-INF/rekindle/tools.yaml";

    private record Document(List<ToolSpec> tools) {}

    private final Map<String, ToolSpec> specs = new LinkedHashMap<>();

    /**
     * For these tools.
     *
     * @throws IllegalArgumentException when two have the same name
     */
    public ToolCatalogue(Collection<ToolSpec> specs) {
        for (ToolSpec spec : specs) {
            if (this.specs.put(spec.name(), spec) != null) {
                throw new IllegalArgumentException("tools.yaml has two entries for " + spec.name());
            }
        }
    }

    /** Those on the class path. */
    public static ToolCatalogue shipped() {
        try {
            return read(Collections.list(ToolCatalogue.class.getClassLoader().getResources(FILES)));
        } catch (IOException e) {
            throw new UncheckedIOException(FILES + " cannot be read", e);
        }
    }

    static ToolCatalogue read(List<URL> files) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        List<ToolSpec> all = new ArrayList<>();
        for (URL file : files) {
            try (InputStream content = file.openStream()) {
                all.addAll(yaml.readValue(content, Document.class).tools());
            }
        }
        return new ToolCatalogue(all);
    }

    /**
     * The entry of a tool.
     *
     * @throws IllegalArgumentException when there is none
     */
    public ToolSpec spec(Tool tool) {
        ToolSpec spec = specs.get(tool.command());
        if (spec == null) {
            throw new IllegalArgumentException("no tools.yaml on the class path has an entry for " + tool.command());
        }
        return spec;
    }

    /** Every tool, in the order of the files. */
    public List<Tool> all() {
        return specs.values().stream().map(spec -> new Tool(spec.name())).toList();
    }

    /** Those that are made without being named. */
    public List<Tool> everyday() {
        return all().stream().filter(tool -> !spec(tool).onRequest()).toList();
    }
}
