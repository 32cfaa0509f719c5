//! Text → tokens, one thread, bytes a second, by how the text is written.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use unspin::token::tokenize;

/// Times each text is repeated: some 100 kB, more than the first cache and less than the second.
const REPEATS: usize = 200;

/// Name, text, tokens in the text.
const TEXTS: [(&str, &str, usize); 4] = [
    (
        "ascii",
        "The ferry left the old harbour at 7:40 on Friday, two hours late, with 312 passengers and a crew of nine. \
         Mr. Halloran, who had sailed the route since 1988, said he could not remember a winter when the ice came \
         so far south. \"We don't turn back,\" he told the harbour master's clerk, \"unless the engine does.\" By noon \
         the wind had fallen, and the islands stood up out of the water like loaves on a shelf.\n\n",
        78,
    ),
    (
        "typographic",
        "“It wasn’t the flood that ruined us,” Mrs. Okafor said, standing in what had been the bakery’s kitchen; “it \
         was the mud.” The river — usually a trickle in August — rose 4.2 metres in a night, and the council’s \
         sandbags, stacked along Mill Lane, did little to slow it. Nobody was hurt. Insurers expect claims of \
         more than $30 million before the end of the year…\n\n",
        65,
    ),
    (
        "russian",
        "Старый маяк на мысе не зажигали с тех пор, как пароходы стали ходить другим путём. Смотритель Иван Лукич \
         каждое утро поднимался по винтовой лестнице, протирал стёкла и записывал в журнал погоду: ветер, волну, \
         видимость. «Вдруг понадобится», — говорил он рыбакам, и те только качали головами.\n\n",
        44,
    ),
    (
        "chinese",
        "清晨的市场里挤满了人，卖鱼的老板一边称重，一边和熟客聊天。昨夜下了一场大雨，河水涨了两米，\
         许多村民把家里的粮食搬到了山上的学校。校长说：“只要雨停了，三天之内就可以恢复上课。”\n\n",
        77,
    ),
];

fn tokens(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("tokens");
    for (name, text, count) in TEXTS {
        let text = text.repeat(REPEATS);
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        assert_eq!(tokens.len(), count * REPEATS, "{name}");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                tokens.clear();
                tokenize(black_box(&text), &mut tokens);
                tokens.len()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, tokens);
criterion_main!(benches);
