import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.scorekeeper.publish.ScorecardFixtures;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.pdf.ScorecardPdf;

/** Makes a number of scorecards warm, on two threads, and says how many a second: bench/scorecards runs it. */
public class Scorecards {
    private static final int THREADS = 2;

    public static void main(String[] arguments) throws Exception {
        int number = Integer.parseInt(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Scorecard scorecard = ScorecardFixtures.american();
        ScorecardPdf pdf = new ScorecardPdf();
        make(pdf, scorecard, folder, number / 5);
        long started = System.nanoTime();
        make(pdf, scorecard, folder, number);
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf("%d scorecards in %.2f s: %.1f a second%n", number, seconds, number / seconds);
    }

    private static void make(ScorecardPdf pdf, Scorecard scorecard, Path folder, int number) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Path file = folder.resolve("scorecard-" + thread + ".pdf");
            running.add(threads.submit(() -> {
                while (next.getAndIncrement() < number) {
                    pdf.write(file, scorecard);
                }
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        threads.shutdown();
    }
}
