// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OddValuesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void eachValueAtEachDepthIsOddOnceInEachWay() throws Exception {
        List<OddValues.Odd> odd = OddValues.of(JSON.readTree("{\"a\": [{\"b\": 1}], \"c\": \"x\"}"));

        assertThat(odd).hasSize(4 * 13).doesNotHaveDuplicates();
        assertThat(odd)
                .filteredOn(each -> each.what().equals("/a/0/b: null"))
                .extracting(OddValues.Odd::document)
                .containsExactly(JSON.readTree("{\"a\": [{\"b\": null}], \"c\": \"x\"}"));
        assertThat(odd)
                .filteredOn(each -> each.what().equals("/a/0: absent"))
                .extracting(OddValues.Odd::document)
                .containsExactly(JSON.readTree("{\"a\": [], \"c\": \"x\"}"));
    }

    @Test
    void theGoodDocumentStaysAsItIs() throws Exception {
        JsonNode good = JSON.readTree("{\"a\": {\"b\": null}}");

        OddValues.of(good);

        assertThat(good).isEqualTo(JSON.readTree("{\"a\": {\"b\": null}}"));
        assertThat(OddValues.of(good)).extracting(OddValues.Odd::document).doesNotContain(good);
    }
}
