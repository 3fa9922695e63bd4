// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class LayersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode tree(String text) throws Exception {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    private static void assertLaid(String lower, String upper, String both) throws Exception {
        assertThat(Layers.on(tree(lower), tree(upper))).isEqualTo(tree(both));
    }

    @Test
    void whatTheUpperOneSaysCountsAndTheRestStays() throws Exception {
        assertLaid("{'a': {'b': 1, 'c': 2}}", "{'a': {'c': 3}, 'd': 4}", "{'a': {'b': 1, 'c': 3}, 'd': 4}");
    }

    @Test
    void thingsWithNamesAreLaidOnTheirNamesakes() throws Exception {
        assertLaid(
                "{'l': [{'name': 'x', 'b': 1}, {'name': 'y'}]}",
                "{'l': [{'name': 'x', 'c': 2}, {'name': 'z'}]}",
                "{'l': [{'name': 'x', 'b': 1, 'c': 2}, {'name': 'y'}, {'name': 'z'}]}");
    }

    @Test
    void twoThingsOfOneNameStayTwo() throws Exception {
        assertLaid(
                "{'l': [{'name': 'x', 'b': 1}]}",
                "{'l': [{'name': 'x'}, {'name': 'x', 'c': 2}]}",
                "{'l': [{'name': 'x', 'b': 1}, {'name': 'x', 'c': 2}]}");
        assertLaid(
                "{'l': [{'name': 'x', 'b': 1}, {'name': 'x', 'b': 2}]}",
                "{'l': [{'name': 'x', 'c': 3}]}",
                "{'l': [{'name': 'x', 'b': 1, 'c': 3}, {'name': 'x', 'b': 2}]}");
    }

    @Test
    void otherListsAreTakenWhole() throws Exception {
        assertLaid("{'l': [1, 2]}", "{'l': [3]}", "{'l': [3]}");
        assertLaid("{'l': [{'by': 'bob'}]}", "{'l': []}", "{'l': []}");
        assertLaid("{'l': [{'name': 'x'}]}", "{'l': []}", "{'l': []}");
    }

    @Test
    void nullTakesAThingAway() throws Exception {
        assertLaid("{'a': {'b': 1}}", "{'a': null}", "{'a': null}");
    }

    @Test
    void neitherOfThemIsChanged() throws Exception {
        ObjectNode lower = tree("{'a': {'b': 1}}");
        ObjectNode upper = tree("{'a': {'b': 2}}");

        Layers.on(lower, upper);

        assertThat(lower).isEqualTo(tree("{'a': {'b': 1}}"));
        assertThat(upper).isEqualTo(tree("{'a': {'b': 2}}"));
    }
}
