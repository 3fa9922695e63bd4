// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The channels and the people of a fleet file, by the names under which {@code always} and {@code tell} list them. */
final class Addressees {

    static final String CHANNELS = "/notify/channels";

    private final YamlTree tree;
    private final List<String> channels;
    /** Where each person is; the first one where a name is there twice, which is a fault. */
    private final Map<String, String> people = new LinkedHashMap<>();

    Addressees(YamlTree tree) {
        this.tree = tree;
        this.channels = tree.keys(CHANNELS);
        for (int i = 0; i < tree.at("/people").size(); i++) {
            String name = tree.text("/people/" + i + "/name");
            if (name != null) {
                people.putIfAbsent(name, "/people/" + i);
            }
        }
    }

    /** The channels, in the order of the file. */
    List<String> channels() {
        return channels;
    }

    /** The people, in the order of the file. */
    List<String> people() {
        return List.copyOf(people.keySet());
    }

    /** All names, for a suggestion. */
    List<String> names() {
        return Stream.concat(channels.stream(), people.keySet().stream()).toList();
    }

    /** A person's e-mail address; null for one without, and for a name that is no person's. */
    @Nullable
    String email(String person) {
        return tree.text(people.getOrDefault(person, "/people") + "/email");
    }

    /** The channels by which a person could be reached. */
    List<String> emailChannels() {
        return channels.stream()
                .filter(name -> tree.keys(channel(name)).contains("email"))
                .toList();
    }

    /** The JSON pointer of a channel. */
    static String channel(String name) {
        return YamlTree.below(CHANNELS, name);
    }

    /** The JSON pointers of all lists of names: those of the top of the file, and those of the clusters. */
    List<String> lists() {
        List<String> lists = new ArrayList<>();
        for (String notify : blocks()) {
            lists.add(notify + "/always");
            for (int i = 0; i < tree.at(notify + "/questions").size(); i++) {
                lists.add(notify + "/questions/" + i + "/tell");
            }
        }
        return List.copyOf(lists);
    }

    /** The JSON pointers of the blocks {@code notify:}, whether they are there or not. */
    List<String> blocks() {
        return Stream.concat(
                        Stream.of("/notify"),
                        tree.keys("/clusters").stream().map(id -> YamlTree.below("/clusters", id) + "/notify"))
                .toList();
    }

    /** The names that any list has. */
    Set<String> listed() {
        Set<String> names = new LinkedHashSet<>();
        for (String list : lists()) {
            for (int i = 0; i < tree.at(list).size(); i++) {
                String name = tree.text(list + "/" + i);
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
