// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Fields;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Items;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Kind;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Place;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Text;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserException;

/**
 * Reads YAML as OpenStack's own clients do: an alias stands for what its anchor holds, and {@code <<} merges. A scalar keeps
 * the text that is written, and says whether that is what openstacksdk reads.
 *
 * <p>Nothing of the file is ever shown, neither a value nor what the parser stumbled over: a password without quotes that
 * begins with {@code *} is an alias to the parser, which would name it.
 */
final class CloudsYamlReader {

    private static final int MOST_CODE_POINTS = 1024 * 1024;

    /** What aliases blow up is counted too. */
    private static final int MOST_NODES = 50_000;

    private static final int DEEPEST = 32;

    private final Path file;
    private int nodes;

    private CloudsYamlReader(Path file) {
        this.file = file;
    }

    /** The whole file; a map without entries when it is empty or no map. */
    static Fields read(Path file) throws CloudsFileFault {
        return new CloudsYamlReader(file).read();
    }

    private Fields read() throws CloudsFileFault {
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
        Place top = new Place(file, 1, "");
        if (tree(root, top, 0) instanceof Fields fields) {
            return fields;
        }
        return new Fields(top, Map.of());
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

    /** @param key where the key of the value is written */
    private CloudsValue tree(@Nullable Object value, Place key, int depth) throws CloudsFileFault {
        nodes++;
        if (depth > DEEPEST || nodes > MOST_NODES) {
            throw tooMuch();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, CloudsValue> fields = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof Scalar name)) {
                    throw new CloudsFileFault(
                            file, 0, "it has a key that is not text", "use plain words before the colons");
                }
                String path = key.path().isEmpty() ? name.written() : key.path() + "." + name.written();
                fields.put(name.written(), tree(entry.getValue(), new Place(file, name.line(), path), depth + 1));
            }
            return new Fields(key, fields);
        }
        if (value instanceof List<?> items) {
            List<CloudsValue> values = new ArrayList<>();
            for (Object item : items) {
                Place place = new Place(file, key.line(), key.path() + "[" + values.size() + "]");
                values.add(tree(item, place, depth + 1));
            }
            return new Items(key, values);
        }
        if (value instanceof Scalar scalar) {
            return new Text(key, scalar.written(), scalar.kind());
        }
        return new Text(key, "", Kind.NULL);
    }

    private CloudsFileFault tooMuch() {
        return new CloudsFileFault(
                file,
                0,
                "it holds invalid characters, a depth of more than " + DEEPEST + ", or more than can be read",
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
        Mark mark = e.getProblemMark();
        if (mark == null) {
            mark = e.getContextMark();
        }
        if (mark == null) {
            return 1;
        }
        return mark.getLine() + 1;
    }

    /** A scalar; two are the same key when they are the same text. */
    private static final class Scalar {

        private final String written;
        private final Kind kind;
        private final int line;

        Scalar(ScalarNode node) {
            // A tag such as !!str takes a plain scalar out of what YAML would make of it.
            boolean isPlain =
                    node.getScalarStyle() == ScalarStyle.PLAIN && !node.getTag().equals(Tag.STR);
            this.written = node.getValue();
            this.kind = isPlain ? ScalarKind.ofPlain(written) : Kind.TEXT;
            this.line = node.getStartMark().getLine() + 1;
        }

        String written() {
            return written;
        }

        Kind kind() {
            return kind;
        }

        int line() {
            return line;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Scalar scalar && written.equals(scalar.written);
        }

        @Override
        public int hashCode() {
            return written.hashCode();
        }
    }

    /** Makes a {@link Scalar} of every scalar, and knows no other types. */
    private static final class AsWritten extends SafeConstructor {

        private static final Set<Tag> SCALARS = Set.of(Tag.STR, Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.TIMESTAMP);

        AsWritten(LoaderOptions options) {
            super(options);
            yamlConstructors.remove(Tag.BINARY);
            yamlConstructors.remove(Tag.OMAP);
            yamlConstructors.remove(Tag.PAIRS);
            yamlConstructors.remove(Tag.SET);
            for (Tag scalar : SCALARS) {
                yamlConstructors.put(scalar, new AbstractConstruct() {
                    @Override
                    public @Nullable Object construct(@Nullable Node node) {
                        // There is none in a file without a document.
                        if (node == null) {
                            return null;
                        }
                        return new Scalar((ScalarNode) node);
                    }
                });
            }
        }

        /** A tag may say another kind than stands behind it, as {@code !!str {{ password }}} does: to the parser that is a map. */
        @Override
        protected Object constructObject(Node node) {
            boolean isKind = SCALARS.contains(node.getTag())
                    ? node.getNodeId() == NodeId.scalar
                    : (!node.getTag().equals(Tag.MAP) || node.getNodeId() == NodeId.mapping)
                            && (!node.getTag().equals(Tag.SEQ) || node.getNodeId() == NodeId.sequence);
            if (!isKind) {
                throw new ParserException(null, null, "a tag of another kind", node.getStartMark());
            }
            return super.constructObject(node);
        }
    }
}
