// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML as OpenStack's own clients do: an alias stands for what its anchor holds, and {@code <<} merges. Scalars stay
 * the text that is written, so that a password of digits keeps its leading zeros.
 *
 * <p>Nothing of the file is ever told, neither a value nor what the parser stumbled over: a password without quotes that
 * begins with {@code *} is an alias to the parser, which would name it.
 */
final class CloudsYaml {

    private static final int MOST_CODE_POINTS = 1024 * 1024;

    /** What aliases blow up is counted too. */
    private static final int MOST_NODES = 50_000;

    private static final int DEEPEST = 32;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Path file;
    private int nodes;

    private CloudsYaml(Path file) {
        this.file = file;
    }

    /** The whole file; a null node when it is empty. */
    static JsonNode read(Path file) throws CloudsFileFault {
        return new CloudsYaml(file).read();
    }

    private JsonNode read() throws CloudsFileFault {
        String text = text();
        Object root;
        try {
            root = new Yaml(new AsWritten(limits())).load(text);
        } catch (MarkedYAMLException e) {
            throw new CloudsFileFault(
                    file,
                    line(e),
                    "this is not YAML, or not plain YAML",
                    "check indentation, colons and quotes there; put a value that begins with one of * & ! % @ ` or holds"
                            + " a colon or # into single quotes, and use each key once");
        } catch (YAMLException | NumberFormatException e) {
            // The latter comes of an escape such as "\\UFFFFFFFF", which is no character.
            throw tooMuch();
        }
        return tree(root, 0);
    }

    private String text() throws CloudsFileFault {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CloudsFileFault(file, 0, "it is not text in UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            throw new CloudsFileFault(
                    file,
                    0,
                    "it cannot be read (" + e.getClass().getSimpleName() + ")",
                    "check that it is there and that this user may read it");
        }
    }

    private JsonNode tree(@Nullable Object value, int depth) throws CloudsFileFault {
        nodes++;
        if (depth > DEEPEST || nodes > MOST_NODES) {
            throw tooMuch();
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String key)) {
                    throw new CloudsFileFault(
                            file, 0, "it has a key that is not text", "use plain words before the colons");
                }
                object.set(key, tree(entry.getValue(), depth + 1));
            }
            return object;
        }
        if (value instanceof Iterable<?> items) {
            ArrayNode array = JSON.arrayNode();
            for (Object item : items) {
                array.add(tree(item, depth + 1));
            }
            return array;
        }
        return value == null ? JSON.nullNode() : JSON.textNode(value.toString());
    }

    private CloudsFileFault tooMuch() {
        return new CloudsFileFault(
                file,
                0,
                "it holds what no file of clouds holds: characters that are none, a depth of more than " + DEEPEST
                        + ", or more than can be read",
                "remove what does not belong there, such as an anchor that holds itself");
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CODE_POINTS);
        options.setNestingDepthLimit(DEEPEST);
        // The nodes are counted instead: a file of many clouds may share one anchor.
        options.setMaxAliasesForCollections(MOST_NODES);
        options.setAllowDuplicateKeys(false);
        return options;
    }

    private static int line(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        return mark == null ? 1 : mark.getLine() + 1;
    }

    /** Makes text of every scalar but null, and knows no other types. */
    private static final class AsWritten extends SafeConstructor {

        AsWritten(LoaderOptions options) {
            super(options);
            yamlConstructors.remove(Tag.BINARY);
            yamlConstructors.remove(Tag.OMAP);
            yamlConstructors.remove(Tag.PAIRS);
            yamlConstructors.remove(Tag.SET);
            for (Tag scalar : new Tag[] {Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.TIMESTAMP}) {
                yamlConstructors.put(scalar, new ConstructYamlStr());
            }
        }
    }
}
