package org.scorekeeper.settle.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Trigger;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.measure.DroppedItems;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.SettledPeriod;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Results as JSON. The contract itself is not written again in each row: a result names its version, and a level's result
 * its level; reading puts the contract's own values back.
 */
final class ResultJson {
    private static final String VERSION = "version";
    private static final TypeReference<Map<String, List<Miss>>> MISSES = new TypeReference<>() {};
    private static final TypeReference<Map<String, DroppedItems>> DROPPED = new TypeReference<>() {};

    /** One for all: what it learns of our records it learns once a night. */
    private static final JsonMapper MAPPER = mapper();

    /** Prices say which kind they are. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Price.Amount.class, name = "amount"),
        @JsonSubTypes.Type(value = Price.ShareOfCharges.class, name = "share-of-charges"),
        @JsonSubTypes.Type(value = Price.ShareOfFee.class, name = "share-of-fee")
    })
    private interface PriceKinds {}

    /** What most deliverables do not have is not written: an issued period says what it said before there was such a thing. */
    interface Unrelieved {
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<String> relief();
    }

    /** Nor is what stays of dropped items, where none were. */
    interface Kept {
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<DroppedItems> dropped();
    }

    private ResultJson() {}

    private static JsonMapper mapper() {
        SimpleModule byReference = new SimpleModule("contracts by reference");
        byReference.addSerializer(
                Contract.class,
                new Reference<>(contract -> contract.appliesFrom().toString()));
        byReference.addSerializer(ServiceLevel.class, new Reference<>(ServiceLevel::id));
        byReference.addSerializer(Trigger.class, new Reference<>(Trigger::name));
        byReference.addDeserializer(Contract.class, new Resolved<Contract>((text, version) -> version));
        byReference.addDeserializer(
                ServiceLevel.class,
                new Resolved<ServiceLevel>((text, version) -> version.level(text)
                        .orElseThrow(() -> new IllegalStateException("the contract no longer has the level " + text))));
        byReference.addDeserializer(
                Trigger.class,
                new Resolved<Trigger>((text, version) -> version.triggers().stream()
                        .filter(trigger -> trigger.name().equals(text))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException("the contract no longer has the trigger " + text))));
        return JsonMapper.builder()
                .addModule(byReference)
                .addMixIn(Price.class, PriceKinds.class)
                .addMixIn(DeliverableStatus.class, Unrelieved.class)
                .addMixIn(Figure.class, Kept.class)
                .enable(tools.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    private static final class Reference<T> extends ValueSerializer<T> {
        private final java.util.function.Function<T, String> name;

        Reference(java.util.function.Function<T, String> name) {
            this.name = name;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(name.apply(value));
        }
    }

    private static final class Resolved<T> extends ValueDeserializer<T> {
        private final java.util.function.BiFunction<String, Contract, T> find;

        Resolved(java.util.function.BiFunction<String, Contract, T> find) {
            this.find = find;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            return find.apply(in.getString(), (Contract) context.getAttribute(VERSION));
        }
    }

    static String write(SettledPeriod period) {
        return MAPPER.writeValueAsString(period);
    }

    /** A result under the terms that made it. */
    static SettledPeriod read(String json, Contract version) {
        return MAPPER.readerFor(SettledPeriod.class)
                .withAttribute(VERSION, version)
                .readValue(json);
    }

    static String writeLine(LedgerLine line) {
        return MAPPER.writeValueAsString(line);
    }

    static LedgerLine readLine(String json) {
        return MAPPER.readValue(json, LedgerLine.class);
    }

    static String writeMisses(Map<String, List<Miss>> misses) {
        return MAPPER.writeValueAsString(misses);
    }

    static Map<String, List<Miss>> readMisses(String json) {
        return MAPPER.readerFor(MISSES).readValue(json);
    }

    static String writeDropped(Map<String, DroppedItems> left) {
        return MAPPER.writeValueAsString(left);
    }

    static Map<String, DroppedItems> readDropped(String json) {
        return MAPPER.readerFor(DROPPED).readValue(json);
    }
}
